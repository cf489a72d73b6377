import { randomBytes } from 'node:crypto';
import { bootApp } from '../../../test/support/app.ts';
import type { TestApp } from '../../../test/support/app.ts';
import { newId } from '../../common/database/ids.ts';
import { AuditService } from '../audit/audit.service.ts';
import { BookingsService } from '../bookings/bookings.service.ts';
import { ConversationsService } from '../chat/conversations.service.ts';
import { DeliveriesService } from '../deliveries/deliveries.service.ts';
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
  ['conversations', 'parties', () => app.get(ConversationsService).exportOf(userId)],
  ['conversation_reports', 'reporterId', () => app.get(ConversationsService).reportsBy(userId)],
  ['uploads', 'ownerId', () => app.get(UploadsService).exportOf(userId, 60)],
  ['deliveries', 'userId', () => app.get(DeliveriesService).exportOf(userId)],
  ['audit', 'details.userId', () => app.get(AuditService).exportOf(userId)],
])('what %s know of a person is found by an index', async (collection, field, rows) => {
  const [plan, ...others] = await plansOf(collection, () => readAll(rows()));
  expect(others).toEqual([]);
  expect(plan).toContain(`{ ${field}: 1`);
  expect(plan).not.toContain('COLLSCAN');
});
