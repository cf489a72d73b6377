import { bootApp, type TestApp } from '../../../../test/support/app.ts';
import { newId } from '../../../common/database/ids.ts';
import { AuthPersonalData } from './auth.personal-data.ts';

let app: TestApp;
beforeAll(async () => {
  app = await bootApp({ ROLES: 'api' });
});
afterAll(() => app.close());

const personal = () => app.get(AuthPersonalData);
const sessions = () => app.db.collection<any>('sessions');
const devices = () => app.db.collection<any>('known_devices');

/** Inserts `count` sessions and one known device of a new user. Returns the id of the user. */
async function signedIn(count: number): Promise<string> {
  const [userId, at] = [newId(), app.clock.now()];
  const dates = { rotatedAt: at, createdAt: at, lastUsedAt: at, expireAt: new Date(at.getTime() + 60_000) };
  const hashes = { generation: 0, currentHash: 'h'.repeat(43), parentHash: null };
  const rows = Array.from({ length: count }, () => ({ userId, role: 'customer', place: 'here', device: null }));
  await sessions().insertMany(rows.map((row) => ({ _id: newId(), ...row, ...hashes, ...dates })));
  await devices().insertOne({ _id: `${userId}:hash`, userId, lastSeenAt: at });
  return userId;
}
const left = async (userId: string) => [
  await sessions().countDocuments({ userId }),
  await devices().countDocuments({ userId }),
];

it('erases every session, also more than end in one transaction, and no session of another person', async () => {
  const [carla, dan] = [await signedIn(501), await signedIn(1)];
  await personal().erase(carla);
  expect([await left(carla), await left(dan)]).toEqual([
    [0, 0],
    [1, 1],
  ]);
  await personal().erase(carla);
  expect(await left(dan)).toEqual([1, 1]);
});

it('exports every living session once, also more than are read at once', async () => {
  const carla = await signedIn(201);
  const [file] = personal().files;
  const ids: string[] = [];
  for await (const row of file!.rows(carla) as AsyncIterable<{ id: string }>) {
    expect(row).not.toHaveProperty('current');
    ids.push(row.id);
  }
  expect([ids.length, new Set(ids).size]).toEqual([201, 201]);
});
