import { bootApp, type TestApp } from '../../../../test/support/app.ts';
import { planOf } from '../../../../test/support/plan-of.ts';
import { FieldCrypto } from '../../../common/crypto/field-crypto.ts';
import { newId } from '../../../common/database/ids.ts';
import { MINUTE, plus } from '../../../common/time/durations.ts';
import { DeliveriesRepository } from './deliveries.repository.ts';
import { CHANNELS, TO } from './delivery.schema.ts';

const soon = new Date('2035-03-05T12:00:00Z');
const later = (minutes: number) => plus(soon, minutes * MINUTE);

let app: TestApp;
beforeAll(async () => {
  app = await bootApp({ ROLES: 'api' });
  const message = { userId: null, to: app.get(FieldCrypto).seal(TO, 'x'), template: 'x', language: 'en', data: 'k1:x' };
  const rest = { at: soon, attempts: 0, sentAt: null, failure: null, expireAt: later(900) };
  const rows = Array.from({ length: 300 }, (_, i) => ({
    ...{ _id: newId(), ...message, ...rest },
    ...{ channel: CHANNELS[i % 3], dueAt: i % 5 ? null : later(i) },
  }));
  await app.db.collection<any>('deliveries').insertMany(rows);
});
afterAll(() => app.close());

it.each(CHANNELS)('due deliveries by %s are found by an index, the longest due first', async (channel) => {
  let taken;
  const take = async () => (taken = await app.get(DeliveriesRepository).takeDue(channel, later(500), later(900)));
  const { plan, sorted, examined } = await planOf(app.db, take);
  expect([plan, sorted, examined]).toEqual(['IXSCAN { channel: 1, dueAt: 1 }', true, 1]);
  expect(taken).toMatchObject({ channel, attempts: 1 });
});

it('the inbox of developers shows nothing that the next transaction could not find yet', async () => {
  await app.db.command({ profile: 2 });
  await app.get(DeliveriesRepository).list({ template: 'x', limit: 1 });
  await app.db.command({ profile: 0 });
  const asked = await app.db.collection('system.profile').findOne({ 'command.find': 'deliveries', op: 'query' });
  expect(asked?.command.readConcern).toMatchObject({ level: 'majority' });
});
