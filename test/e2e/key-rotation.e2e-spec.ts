import { randomUUID } from 'node:crypto';
import { FieldCrypto } from '../../src/common/crypto/field-crypto.ts';
import { SealedValuesRepository } from '../../src/common/crypto/sealed-values.repository.ts';
import { newId } from '../../src/common/database/ids.ts';
import { PeriodicRunner } from '../../src/jobs/periodic-runner.ts';
import { Tickets } from '../../src/modules/accounts/identities/web/tickets.ts';
import { bootApp, type TestApp } from '../support/app.ts';
import { messageTo } from '../support/inbox.ts';
import { must, PASSWORD, type Person, type Shop } from '../support/people.ts';
import { readyUpload } from '../support/uploads.ts';
import { MONDAY, Visits } from '../support/visits.ts';
import { settled } from '../support/settled.ts';

const PUSH_TOKEN = 'push-token-of-carla';
const [OLD, NEW] = [`k1:${'o'.repeat(40)}`, `k2:${'n'.repeat(40)}`];
const IN_USE = { REFRESH_TOKEN_TTL_DAYS: '10000', ACCESS_TOKEN_TTL_SECONDS: '100000000' };

let visits: Visits;
let carla: Person;
let shop: Shop;
let conversationId: string;
let once: unknown;
const nodes = new Set<TestApp>();

/** Another node on the same data, whose operator gave it these keys. */
async function nodeWith(...keys: string[]): Promise<TestApp> {
  const { MONGODB_URI, REDIS_PREFIX, DATA_DIR } = visits.app.config;
  const shared = { ...IN_USE, MONGODB_URI, REDIS_PREFIX, DATA_DIR, SWEEP_INTERVAL_MS: '1000000000' };
  const node = await bootApp({ ...shared, FIELD_KEYS: keys.join(',') });
  node.clock.set(MONDAY);
  nodes.add(node);
  return node;
}
const refusalToStart = (...keys: string[]) =>
  nodeWith(...keys).then(
    () => 'started',
    (error: Error) => error.message,
  );
const turn = (node: TestApp) => node.get(PeriodicRunner).turn('key-rotation');
const keys = () => visits.app.db.collection<any>('field_keys').find().sort({ _id: 1 }).toArray();
const as = ({ token }: Person, { http }: Pick<TestApp, 'http'>) => http.as(token);

const say = (who: Person, node: Pick<TestApp, 'http'>, text: string) =>
  must(as(who, node).post(`/conversations/${conversationId}/messages`, { clientId: randomUUID(), text }));
const read = async (who: Person, node: Pick<TestApp, 'http'>): Promise<string[]> =>
  (await must(as(who, node).get(`/conversations/${conversationId}/messages?limit=100`))).body.items.map(
    ({ text }: { text: string }) => text,
  );
const signUpByPhone = (node: Pick<TestApp, 'http'>, phone: string) =>
  node.http.post('/auth/signup', { phone, password: PASSWORD, name: 'By phone', role: 'customer' });
const signInByPhone = (node: Pick<TestApp, 'http'>, phone: string) =>
  node.http.post('/auth/signin', { phone, password: PASSWORD });

/** Asked for with one Idempotency-Key: however often, it is one. */
const askOnce = (node: Pick<TestApp, 'http'>) =>
  must(
    as(carla, node)
      .with({ 'idempotency-key': 'once' })
      .post('/uploads', { purpose: 'chat', contentType: 'image/png', size: 100 }),
  );

/** Every encrypted value of the database: where it lies, and its key. */
async function encrypted(): Promise<{ place: string; key: string }[]> {
  const found: { place: string; key: string }[] = [];
  const walk = (place: string, value: unknown): void => {
    if (typeof value === 'string' && /^k\d+:[\w-]{38,}$/.test(value)) found.push({ place, key: value.split(':')[0]! });
    if (value && typeof value === 'object' && !(value instanceof Date))
      for (const [name, inner] of Object.entries(value)) walk(`${place}.${name}`, inner);
  };
  for (const { name } of await visits.app.db.listCollections().toArray())
    for (const row of await visits.app.db.collection(name).find().toArray()) walk(name, row);
  return found.filter(({ place }) => place !== 'field_keys.proof');
}

beforeAll(async () => {
  visits = await Visits.open({ ...IN_USE, FIELD_KEYS: OLD });
  [carla, shop] = [await visits.customer(), await visits.shop()];
  await must(signUpByPhone(visits.app, '+447700900201'));
  await must(visits.guest(shop, visits.nextStart(), { guest: { name: 'Gus', phone: '+447700900299' } }));
  ({ conversationId } = await visits.accepted(carla, shop));
  await say(carla, visits.app, 'before');
  await readyUpload(carla, { purpose: 'avatar' });
  await must(carla.http.post('/me/devices', { token: PUSH_TOKEN, platform: 'ios' }));
  once = (await askOnce(visits.app)).body;
  await visits.app.get(Tickets).put('exchange', 'a secret of somebody', { userId: carla.id }, 1_000_000_000);
  await messageTo(visits.admin, '+447700900201', 'verify-code');
});
afterAll(async () => {
  for (const node of nodes) await node.stop();
  await visits.close();
});

describe('encrypted fields', () => {
  it('are known to the program wherever they lie', async () => {
    const known = visits.app.get(SealedValuesRepository).paths();
    const places = known.map(({ collection, path }) => `${collection}.${path}`);
    // A new one is to be written by this test as well.
    expect([...new Set((await encrypted()).map(({ place }) => place))].sort()).toEqual(places.sort());
  });

  it('keep a node away that has another key, or not every key they need', async () => {
    const other = `k1:${'x'.repeat(40)}`;
    expect(await refusalToStart(other)).toContain('This database uses another secret for the key k1.');
    expect(await refusalToStart(NEW, other)).toContain('This database uses another secret for the key k1.');
    expect(await refusalToStart(NEW)).toContain('need the key k1.');
    expect(await refusalToStart('')).toContain('FIELD_KEYS');
    expect(await keys()).toMatchObject([{ _id: 'k1', unusedAt: null }]);
  });
});

it('a first start since keys are written down is refused with a key that opens nothing of what is there', async () => {
  const records = await keys();
  await visits.app.db.collection('field_keys').deleteMany({});
  expect(await refusalToStart(`k1:${'x'.repeat(40)}`)).toContain('are encrypted with another key k1.');
  expect(await refusalToStart(NEW)).toContain('are encrypted with another key k1.');
  expect(await keys()).toEqual([]);
  await visits.app.db.collection('field_keys').insertMany(records);
});

describe('while keys are replaced, one node after the other', () => {
  let before: TestApp;
  let after: TestApp;
  beforeAll(async () => {
    before = await nodeWith(OLD, NEW);
    after = await nodeWith(NEW, OLD);
  });

  it('what one node writes, the other reads', async () => {
    await say(carla, before, 'on the old');
    await say(shop, after, 'on the new');
    for (const node of [before, after])
      expect(await read(carla, node)).toEqual(expect.arrayContaining(['before', 'on the old', 'on the new']));
  });

  it('a phone number opens its account on every node, and belongs to one account only', async () => {
    expect((await signUpByPhone(before, '+447700900202')).status).toBe(201);
    expect((await signUpByPhone(after, '+447700900203')).status).toBe(201);
    for (const phone of ['+447700900201', '+447700900202', '+447700900203'])
      for (const node of [before, after]) {
        expect((await signInByPhone(node, phone)).status).toBe(200);
        expect((await signUpByPhone(node, phone)).body).toMatchObject({ status: 409, code: 'account-exists' });
      }
    // At the same moment, too: it is the index that refuses, not a look before.
    const both = await Promise.all([before, after, before, after].map((node) => signUpByPhone(node, '+447700900204')));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('a phone that was registered on one node is the same on the other', async () => {
    for (const node of [before, after])
      await must(as(carla, node).post('/me/devices', { token: PUSH_TOKEN, platform: 'ios' }));
    expect(await visits.app.db.collection('devices').countDocuments()).toBe(1);
  });

  it('a worker that is still to be restarted does not bring anything back', async () => {
    // The old node still writes what follows from the sign-ups.
    await settled(before);
    await turn(after);
    await turn(before);
    expect(new Set((await encrypted()).map(({ key }) => key))).toEqual(new Set(['k2']));
  });

  it('what a node wrote before it was restarted, and after the others were done, is found', async () => {
    expect(await keys()).toMatchObject([{ _id: 'k1', unusedAt: expect.any(Date) }, { _id: 'k2' }]);
    await say(carla, before, 'just before the restart');
    const restarted = await nodeWith(NEW, OLD);
    expect(await keys()).toMatchObject([{ _id: 'k1', unusedAt: null }, { _id: 'k2' }]);
    await turn(restarted);
    expect((await encrypted()).filter(({ key }) => key !== 'k2')).toEqual([]);
    expect(await read(carla, after)).toContain('just before the restart');
  });

  it('everything comes under the new key while people go on, and what they write meanwhile stays', async () => {
    nodes.delete(before);
    await before.stop();
    const crypto = new FieldCrypto(visits.app.config.fieldKeys);
    const text = crypto.encrypt('messages.text', 'of long ago');
    const [carlaId, at] = [carla.id, MONDAY];
    await visits.app.db.collection<any>('messages').insertMany(
      Array.from({ length: 1_200 }, (_, i) => ({
        ...{
          _id: newId(),
          conversationId: newId(),
          number: i + 1,
          senderId: carlaId,
          clientId: randomUUID(),
          text,
          at,
        },
      })),
    );
    const talk = async () => {
      for (let i = 0; i < 10; i++) await say(i % 2 ? carla : shop, after, `meanwhile ${i}`);
    };
    await Promise.all([turn(after), talk()]);
    expect((await encrypted()).filter(({ key }) => key !== 'k2')).toEqual([]);
    expect(await keys()).toMatchObject([
      { _id: 'k1', unusedAt: expect.any(Date) },
      { _id: 'k2', unusedAt: null },
    ]);
    expect(await read(shop, after)).toEqual(
      expect.arrayContaining(['before', 'on the old', ...Array.from({ length: 10 }, (_, i) => `meanwhile ${i}`)]),
    );
  });

  it('then a node without the old key starts, reads everything, and its fingerprints go', async () => {
    const alone = await nodeWith(NEW);
    await turn(alone);
    expect((await keys()).map(({ _id }) => _id)).toEqual(['k2']);
    const phones = await visits.app.db
      .collection<any>('users')
      .find({ phone: { $exists: true } })
      .toArray();
    expect(phones.map(({ phone }) => phone.index.length)).toEqual([1, 1, 1, 1]);
    for (const phone of ['+447700900201', '+447700900202', '+447700900203'])
      expect((await signInByPhone(alone, phone)).status).toBe(200);
    expect(await read(carla, alone)).toContain('before');
    expect((await askOnce(alone)).body).toEqual(once);
    expect((await as(shop, alone).get('/bookings')).body.items).toContainEqual(
      expect.objectContaining({ guest: { name: 'Gus', phone: '+447700900299' } }),
    );
  });
});

describe('a node that was forgotten and still wrote with the old key', () => {
  it('is noticed, and nothing it wrote is lost once the key is back', async () => {
    const text = new FieldCrypto(visits.app.config.fieldKeys).encrypt('messages.text', 'late');
    const { _id } = (await visits.app.db.collection<any>('messages').findOne({ senderId: shop.id }))!;
    await visits.app.db.collection<any>('messages').updateOne({ _id }, { $set: { text } });
    // As it stood before the last node came.
    const proof = new FieldCrypto(visits.app.config.fieldKeys).encrypt('field_keys.proof', 'k1');
    const firstAt = new Date(0);
    await visits.app.db.collection<any>('field_keys').insertOne({ _id: 'k1', proof, firstAt, unusedAt: MONDAY });
    const alone = await nodeWith(NEW);
    await turn(alone);
    expect(await keys()).toMatchObject([{ _id: 'k1', unusedAt: null }, { _id: 'k2' }]);
    expect(await refusalToStart(NEW)).toContain('need the key k1.');
    const both = await nodeWith(NEW, OLD);
    await turn(both);
    expect((await encrypted()).filter(({ key }) => key !== 'k2')).toEqual([]);
    expect(await read(carla, both)).toContain('late');
  });
});
