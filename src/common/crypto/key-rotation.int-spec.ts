import { bootApp } from '../../../test/support/app.ts';
import type { TestApp } from '../../../test/support/app.ts';
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
const oldKeyIsUsed = () => app.get(FieldKeysRepository).use('k1', old.encrypt('field_keys.proof', 'k1'));
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
  await oldKeyIsUsed();
  await app.get(KeyRotation).turn(AbortSignal.abort());
  expect(await isUnused()).toBe(false);
  await app.get(KeyRotation).turn(new AbortController().signal);
  expect(await isUnused()).toBe(true);
});

it('a value that no key opens keeps the old key in use, and the others are renewed', async () => {
  const [broken, good] = [await accountWith('+447700900304'), await accountWith('+447700900305')];
  await users().updateOne({ _id: broken }, { $set: { 'phone.value': `k1:${'A'.repeat(60)}` } });
  await oldKeyIsUsed();
  await app.get(KeyRotation).turn(new AbortController().signal);
  expect(await isUnused()).toBe(false);
  expect((await users().findOne({ _id: good })).phone.value).toMatch(/^k2:/);
  expect((await users().findOne({ _id: broken })).phone.value).toMatch(/^k1:/);
});

it('accounts from before keys could be replaced are found as ever', async () => {
  const id = await accountWith('+447700900306');
  const list = (await users().findOne({ _id: id })).phone.index;
  while (!(await migrateDown(app.config.MONGODB_URI)).some((name) => name.includes('field-keys')));
  expect((await users().findOne({ _id: id })).phone.index).toBe(list[0]);
  await migrateUp(app.config.MONGODB_URI);
  expect((await users().findOne({ _id: id })).phone.index).toEqual(list);
});
