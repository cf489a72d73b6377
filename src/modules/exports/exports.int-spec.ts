import { randomBytes } from 'node:crypto';
import { bootApp, type TestApp } from '../../../test/support/app.ts';
import { FieldCrypto } from '../../common/crypto/field-crypto.ts';
import { newId } from '../../common/database/ids.ts';
import { PersonalDataRegistry } from '../../common/privacy/personal-data.registry.ts';
import { AuditService } from '../audit/audit.service.ts';
import { BookingsService } from '../bookings/bookings.service.ts';
import { UploadsService } from '../uploads/uploads.service.ts';
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

/** The plans of everything that was read from there, from the profiler. */
async function plansOf(collection: string, work: () => Promise<unknown>): Promise<string[]> {
  await app.db.command({ profile: 2 });
  await work();
  await app.db.command({ profile: 0 });
  const ns = `${app.db.databaseName}.${collection}`;
  const entries = await app.db.collection('system.profile').find({ ns }).toArray();
  return entries.map(({ planSummary }) => planSummary as string);
}
const readAll = (rows: AsyncIterable<object>) => Array.fromAsync(rows);
/** The rows of one file in the export of a person. */
const rowsOf = (file: string, person: string): AsyncIterable<object> =>
  app
    .get(PersonalDataRegistry)
    .files.find(({ name }) => name === file)!
    .rows(person, 60);

it('exports that are due are found by an index, the longest waiting first', async () => {
  let found;
  const plans = await plansOf('exports', async () => {
    found = await app.get(ExportsRepository).claimDue(later(500), later(900));
  });
  expect(found).toMatchObject({ attempts: 1, askedAt: soon });
  expect(plans).toEqual(['IXSCAN { dueAt: 1 }']);
});

it.each<[string, string, () => AsyncIterable<object>]>([
  ['bookings', 'customerId', () => app.get(BookingsService).exportOf(userId)],
  ['conversations', 'parties', () => rowsOf('conversations', userId)],
  ['conversation_reports', 'reporterId', () => rowsOf('reports', userId)],
  ['uploads', 'ownerId', () => app.get(UploadsService).exportOf(userId, 60)],
  ['deliveries', 'userId', () => rowsOf('deliveries', userId)],
  ['audit', 'details.userId', () => app.get(AuditService).exportOf(userId)],
])('what %s know of a person is found by an index', async (collection, field, rows) => {
  const [plan, ...others] = await plansOf(collection, () => readAll(rows()));
  expect(others).toEqual([]);
  expect(plan).toContain(`{ ${field}: 1`);
  expect(plan).not.toContain('COLLSCAN');
});

it('an attempt that somebody else has taken over does not count any more, whatever it comes to', async () => {
  const exports = app.get(ExportsRepository);
  const fresh = { status: 'preparing', oldKeys: [], attempts: 0, expiresAt: null } as const;
  await exports.put({ id: userId, ...fresh, oldKeys: [], key: key(), askedAt: soon, dueAt: later(-10) });
  const slow = (await exports.claimDue(later(-5), later(-4)))!;
  const second = (await exports.claimDue(later(-3), later(-2)))!;
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
  /** What the row of a collection needs, and how what was put in is read. */
  const CASES: [string, (i: number) => object, () => AsyncIterable<object>][] = [
    [
      'bookings',
      (i) => ({
        ...{ ...visit, ...unsettled, customerId: i % 2 ? many : newId(), barberUserId: i % 2 ? newId() : many },
        ...{ barberId: newId(), conversationId: null, timezone: 'UTC' },
        ...{ scheduledAt: soon, endAt: later(30), createdAt: soon },
      }),
      () => app.get(BookingsService).exportOf(many),
    ],
    [
      'conversations',
      (i) => ({
        ...{ customerId: many, barberId: newId(), barberUserId: newId(), parties: [many], blockedBy: [] },
        ...{ read: side, unread: side, lastNumber: 0, lastMessageId: null, activityAt: later(i % 7) },
        ...(i === 0 && { _id: conversationId }),
      }),
      () => rowsOf('conversations', many),
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
      () => rowsOf('messages', many),
    ],
    [
      'uploads',
      () => ({
        ...{ ownerId: many, purpose: 'chat', contentType: 'image/png', size: 1, sentKey: key(), key: key() },
        ...{ status: 'ready', reason: null, createdAt: soon },
      }),
      () => app.get(UploadsService).exportOf(many, 60),
    ],
    [
      'notifications',
      () => ({ userId: many, template: 'welcome', data: {}, createdAt: soon, readAt: null }),
      () => rowsOf('notifications', many),
    ],
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
      () => rowsOf('deliveries', many),
    ],
    [
      'audit',
      (i) => ({ seq: i + 1, at: soon, actorId: i % 2 ? many : newId(), action: 'x', details: { userId: many } }),
      () => app.get(AuditService).exportOf(many),
    ],
  ];

  it.each(CASES)('of %s is read to its end, each row once', async (collection, row, read) => {
    const count = 1_201;
    const rows = Array.from({ length: count }, (_, i) => ({ _id: newId(), ...row(i) }));
    await app.db.collection<any>(collection).insertMany(rows, { bypassDocumentValidation: true });
    const found = await readAll(read());
    expect(found).toHaveLength(count);
    const ids = found.flatMap((one) => ('id' in one ? [one.id] : []));
    expect(new Set(ids).size).toBe(collection === 'audit' ? 0 : count);
  });
});
