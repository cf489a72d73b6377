import { bootApp, type TestApp } from '../../../../test/support/app.ts';
import { newId } from '../../../common/database/ids.ts';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { AuditService } from './audit.service.ts';

let app: TestApp;
beforeAll(async () => {
  app = await bootApp({ ROLES: 'api' });
});
afterEach(() => Promise.all(['audit', 'audit_head'].map((name) => app.db.collection(name).deleteMany({}))));
afterAll(() => app.close());

const audit = () => app.get(AuditService);
const action = (n: number) => ({
  id: newId(),
  at: app.clock.now(),
  actorId: newId(),
  action: 'user.suspended',
  details: { n },
});
const record = (n: number) =>
  app.get(UnitOfWork).run(() => {
    audit().record(action(n));
    return Promise.resolve();
  });
const entries = () => app.db.collection<any>('audit');
async function ten(): Promise<void> {
  for (let n = 1; n <= 10; n++) await record(n);
}

it('the chain is whole, also when many write at once', async () => {
  await Promise.all(Array.from({ length: 30 }, (_, n) => record(n)));
  expect(await audit().verify()).toEqual({ entries: 30, head: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(await entries().distinct('seq')).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
});

it('an action whose unit of work does not commit is not in the chain', async () => {
  const failing = app.get(UnitOfWork).run(() => {
    audit().record(action(1));
    return Promise.reject(new Error('no'));
  });
  await expect(failing).rejects.toThrow('no');
  expect(await audit().verify()).toMatchObject({ entries: 0 });
});

it.each([
  ['changed', { $set: { 'details.n': 99 } }, 'entry 4 was changed'],
  ['given to somebody else', { $set: { actorId: 'x' } }, 'entry 4 was changed'],
  ['moved in time', { $set: { at: new Date(0) } }, 'entry 4 was changed'],
])('an entry that was %s is found', async (_what, change, fault) => {
  await ten();
  await entries().updateOne({ seq: 4 }, change);
  expect(await audit().verify()).toMatchObject({ entries: 3, fault });
});

it('an entry that was removed is found, in the middle and at the end', async () => {
  await ten();
  const last = await entries().findOneAndDelete({ seq: 10 });
  expect(await audit().verify()).toMatchObject({ entries: 9, fault: expect.stringContaining('ends at entry 9') });
  await entries().insertOne(last);
  expect(await audit().verify()).not.toHaveProperty('fault');
  await entries().deleteOne({ seq: 5 });
  expect(await audit().verify()).toMatchObject({ entries: 4, fault: 'entry 5 is missing' });
});

it('a chain that was forged as a whole lacks a hash that somebody noted earlier', async () => {
  await ten();
  const { head } = await audit().verify();
  expect(await audit().verify(head)).not.toHaveProperty('fault');
  await Promise.all(['audit', 'audit_head'].map((name) => app.db.collection(name).deleteMany({})));
  await ten();
  expect(await audit().verify()).not.toHaveProperty('fault');
  expect(await audit().verify(head)).toMatchObject({ fault: `no entry has the hash ${head}` });
});
