import { bootApp, type TestApp } from '../../../test/support/app.ts';
import { UsersService } from '../../modules/accounts/users/users.service.ts';
import { newId } from '../database/ids.ts';
import { migrateDown, migrateUp } from '../database/migrations.ts';
import { FieldCrypto } from './field-crypto.ts';
import { FieldKeysRepository } from './field-keys.repository.ts';
import { KeyRotation } from './key-rotation.ts';
import { SealedValuesRepository } from './sealed-values.repository.ts';

const [OLD, NEW] = [`k1:${'o'.repeat(40)}`, `k2:${'n'.repeat(40)}`];
const PHONE = 'users.phone';

let app: TestApp;
let old: FieldCrypto;
beforeAll(async () => {
  app = await bootApp({ ROLES: 'api', FIELD_KEYS: `${NEW},${OLD}` });
  app.clock.set('2035-03-05T08:00:00.000Z');
  old = new FieldCrypto(app.config.fieldKeys.slice(1));
});
afterAll(() => app.close());

const users = () => app.db.collection<any>('users');
async function accountWith(phone: string): Promise<string> {
  const account = { name: 'Pat', role: 'customer', emailVerified: false, phoneVerified: true, createdAt: new Date() };
  const verification = { status: 'none', notes: '' };
  const id = newId();
  await users().insertOne({ _id: id, ...account, verification, phone: old.seal(PHONE, phone) });
  return id;
}
/** Acts as if a node with the old key had started long ago, and a node with the new key just now. */
async function nodesStart(): Promise<void> {
  const [before, at] = [new Date(0), app.clock.now()];
  const keys = app.get(FieldKeysRepository);
  await keys.use({ id: 'k1', proof: old.encrypt('field_keys.proof', 'k1'), at: before, others: [] });
  await keys.use({ id: 'k2', proof: '', at, others: ['k1'] });
}
const turn = (stopping = new AbortController().signal) => app.get(KeyRotation).turn(stopping);
const settle = () => app.clock.advance(600_000);
const isUnused = async () => (await app.get(FieldKeysRepository).all()).some(({ unusedAt }) => unusedAt !== null);

it('a value that somebody changes while it is brought under the new key stays changed', async () => {
  const id = await accountWith('+447700900301');
  const path = app
    .get(SealedValuesRepository)
    .paths()
    .find(({ field }) => field === PHONE)!;
  const { phone: before } = await users().findOne({ _id: id });
  const changed = app.get(FieldCrypto).seal(PHONE, '+447700900302');
  await users().updateOne({ _id: id }, { $set: { phone: changed } });
  const after = app.get(FieldCrypto).seal(PHONE, '+447700900301');
  await app.get(SealedValuesRepository).replace(path, [{ id, before: before.value, after }]);
  expect((await users().findOne({ _id: id })).phone).toEqual(changed);
});

it('a worker that is stopped on the way leaves the old key in use', async () => {
  await accountWith('+447700900303');
  await nodesStart();
  settle();
  await turn(AbortSignal.abort());
  expect(await isUnused()).toBe(false);
  await turn();
  expect(await isUnused()).toBe(true);
});

it('the old key counts as unused only when nobody who was there before can write with it any more', async () => {
  const first = await accountWith('+447700900307');
  await nodesStart();
  await turn();
  expect((await users().findOne({ _id: first })).phone.value).toMatch(/^k2:/);
  // Acts as a node that is just being stopped.
  const late = await accountWith('+447700900308');
  await turn();
  expect(await isUnused()).toBe(false);
  settle();
  await turn();
  expect(await isUnused()).toBe(true);
  expect((await users().findOne({ _id: late })).phone.value).toMatch(/^k2:/);
});

it('a value that no key opens keeps the old key in use, the others are renewed, and nobody looks again for an hour', async () => {
  const [broken, good] = [await accountWith('+447700900304'), await accountWith('+447700900305')];
  await users().updateOne({ _id: broken }, { $set: { 'phone.value': `k1:${'A'.repeat(60)}` } });
  await nodesStart();
  settle();
  await turn();
  expect(await isUnused()).toBe(false);
  expect((await users().findOne({ _id: good })).phone.value).toMatch(/^k2:/);
  await users().deleteOne({ _id: broken });
  await turn();
  expect(await isUnused()).toBe(false);
  app.clock.advance(3_600_000);
  await turn();
  expect(await isUnused()).toBe(true);
});

it('accounts from before keys could be replaced are found as ever', async () => {
  const id = await accountWith('+447700900306');
  const [index] = (await users().findOne({ _id: id })).phone.index;
  while (!(await migrateDown(app.config.MONGODB_URI)).some((name) => name.includes('field-keys')));
  expect((await users().findOne({ _id: id })).phone.index).toBe(index);
  await migrateUp(app.config.MONGODB_URI);
  expect(await app.get(UsersService).findByLogin({ phone: '+447700900306' })).toMatchObject({ id });
});
