import { randomBytes } from 'node:crypto';
import { bootApp, type TestApp } from '../../../../test/support/app.ts';
import { FieldCrypto } from '../../../common/crypto/field-crypto.ts';
import { newId } from '../../../common/database/ids.ts';
import { PersonalDataRegistry } from '../../../common/privacy/personal-data.registry.ts';
import { ExportsRepository } from './exports.repository.ts';

let app: TestApp;
const userId = newId();
const soon = new Date('2035-03-05T12:00:00Z');
const later = (minutes: number) => new Date(soon.getTime() + minutes * 60_000);
const key = () => randomBytes(24).toString('hex');

beforeAll(async () => {
  app = await bootApp({ ROLES: 'api' });
  const record = { status: 'ready', oldKeys: [], askedAt: soon, attempts: 0, expiresAt: null };
  await app.db
    .collection<any>('exports')
    .insertMany(Array.from({ length: 300 }, (_, i) => ({ _id: newId(), ...record, key: key(), dueAt: later(i) })));
});
afterAll(() => app.close());

/** Returns the plans of all queries of `work` on the collection, from the profiler. */
async function plansOf(collection: string, work: () => Promise<unknown>): Promise<string[]> {
  await app.db.command({ profile: 2 });
  await work();
  await app.db.command({ profile: 0 });
  const ns = `${app.db.databaseName}.${collection}`;
  const entries = await app.db.collection('system.profile').find({ ns }).toArray();
  return entries.map(({ planSummary }) => planSummary as string);
}
/** Returns the rows of one file in the export of a person. */
const readAll = (file: string, person: string): Promise<object[]> =>
  Array.fromAsync(
    app
      .get(PersonalDataRegistry)
      .files.find(({ name }) => name === file)!
      .rows(person, 60),
  );

it('due exports are found by an index, the longest due first', async () => {
  let found;
  const plans = await plansOf('exports', async () => {
    found = await app.get(ExportsRepository).takeDue(later(500), later(900));
  });
  expect(found).toMatchObject({ attempts: 1, askedAt: soon });
  expect(plans).toEqual(['IXSCAN { dueAt: 1 }']);
});

it.each([
  ['bookings', 'bookings', 'customerId'],
  ['conversations', 'conversations', 'parties'],
  ['reports', 'conversation_reports', 'reporterId'],
  ['uploads', 'uploads', 'ownerId'],
  ['deliveries', 'deliveries', 'userId'],
  ['audit', 'audit', 'details.userId'],
])('the rows of %s.json are found in %s by an index', async (file, collection, field) => {
  const [plan, ...others] = await plansOf(collection, () => readAll(file, userId));
  expect(others).toEqual([]);
  expect(plan).toContain(`{ ${field}: 1`);
  expect(plan).not.toContain('COLLSCAN');
});

it('an attempt that another worker has taken over no longer counts', async () => {
  const exports = app.get(ExportsRepository);
  const fresh = { status: 'preparing', oldKeys: [], attempts: 0, expiresAt: null } as const;
  await exports.put({ id: userId, ...fresh, oldKeys: [], key: key(), askedAt: soon, dueAt: later(-10) });
  const slow = (await exports.takeDue(later(-5), later(-4)))!;
  const second = (await exports.takeDue(later(-3), later(-2)))!;
  expect([slow, second]).toMatchObject([
    { id: userId, attempts: 1 },
    { id: userId, attempts: 2 },
  ]);
  const failed = { status: 'failed', dueAt: later(0) } as const;
  expect([await exports.renew(slow, later(60)), await exports.settle(slow, failed)]).toEqual([false, false]);
  expect(await exports.find(userId)).toEqual(second);
  expect([await exports.renew(second, later(60)), await exports.settle(second, failed)]).toEqual([true, true]);
});

describe('more than one page', () => {
  const [many, conversationId] = [newId(), newId()];
  const seal = (field: string) => app.get(FieldCrypto).encrypt(field, 'x');
  const visit = { status: 'requested', guest: null, services: [], claimedFrom: soon, claimedTo: soon, payment: {} };
  const unsettled = { location: null, note: null, expiresAt: null, departedAt: null, version: 1, history: [] };
  const side = { customer: 0, barber: 0 };
  /** Collections, which here have the names of their files, and the rows that the test inserts. */
  const CASES: [string, (i: number) => object][] = [
    [
      'bookings',
      (i) => ({
        ...{ ...visit, ...unsettled, customerId: i % 2 ? many : newId(), barberUserId: i % 2 ? newId() : many },
        ...{ barberId: newId(), conversationId: null, timezone: 'UTC' },
        ...{ scheduledAt: soon, endAt: later(30), createdAt: soon },
      }),
    ],
    [
      'conversations',
      (i) => ({
        ...{ customerId: many, barberId: newId(), barberUserId: newId(), parties: [many], blockedBy: [] },
        ...{ read: side, unread: side, lastNumber: 0, lastMessageId: null, activityAt: later(i % 7) },
        ...(i === 0 && { _id: conversationId }),
      }),
    ],
    [
      'messages',
      (i) => ({
        conversationId,
        number: i + 1,
        senderId: many,
        clientId: `${i}`,
        text: seal('messages.text'),
        at: soon,
      }),
    ],
    [
      'uploads',
      () => ({
        ...{ ownerId: many, purpose: 'chat', contentType: 'image/png', size: 1, sentKey: key(), key: key() },
        ...{ status: 'ready', reason: null, createdAt: soon },
      }),
    ],
    ['notifications', () => ({ userId: many, template: 'welcome', data: {}, createdAt: soon, readAt: null })],
    [
      'deliveries',
      () => ({
        ...{
          userId: many,
          channel: 'email',
          to: { value: seal('deliveries.to') },
          template: 'welcome',
          language: 'en',
        },
        ...{ at: soon, sentAt: null },
      }),
    ],
    [
      'audit',
      (i) => ({ seq: i + 1, at: soon, actorId: i % 2 ? many : newId(), action: 'x', details: { userId: many } }),
    ],
  ];

  it.each(CASES)('of %s is read to its end, each row once', async (collection, row) => {
    const count = 1_201;
    const rows = Array.from({ length: count }, (_, i) => ({ _id: newId(), ...row(i) }));
    await app.db.collection<any>(collection).insertMany(rows, { bypassDocumentValidation: true });
    const found = await readAll(collection, many);
    expect(found).toHaveLength(count);
    const ids = found.flatMap((one) => ('id' in one ? [one.id] : []));
    expect(new Set(ids).size).toBe(collection === 'audit' ? 0 : count);
  });
});
