import { bootApp, type TestApp } from '../../../../test/support/app.ts';
import { eventually } from '../../../../test/support/eventually.ts';
import { seedFor } from '../../../../test/support/seed.ts';
import { Random } from '../../../../test/storm/random.ts';
import { newId } from '../../../common/database/ids.ts';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { RealtimeBus } from '../../../common/realtime/realtime-bus.ts';
import { plus } from '../../../common/time/durations.ts';
import type { DurableMessage } from './feed.dto.ts';
import type { FeedMessageRecord } from './feed.schema.ts';
import { FeedService } from './feed.service.ts';

let app: TestApp;
let feed: FeedService;
/** The messages that were handed to the sockets, as `room seq`, in that order. */
let sent: string[];
/** Whether other nodes can be reached. */
let reachable: boolean;
beforeAll(async () => {
  app = await bootApp({ ROLES: 'api' });
  feed = app.get(FeedService);
  app.get(RealtimeBus).emit = (room, _name, message) => {
    sent.push(`${room} ${(message as DurableMessage).seq}`);
    return reachable;
  };
});
beforeEach(() => {
  sent = [];
  reachable = true;
});
afterAll(() => app.close());

const rows = (userId: string) =>
  app.db.collection<FeedMessageRecord>('feed_messages').find({ userId }).sort({ seq: 1 }).toArray();
const tell = (userIds: string[], fail = false) =>
  app.get(UnitOfWork).run(async () => {
    for (const userId of userIds) feed.tell(userId, 'booking.updated', { of: userId }, newId());
    await Promise.resolve();
    if (fail) throw new Error('the write fails');
  });
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

it('numbers have no gap and each message is sent once, even when many write to the same users at once and some fail', async () => {
  const random = new Random(seedFor('feed'));
  const users = [newId(), newId(), newId()];
  const told = new Map(users.map((user) => [user, 0]));
  const write = async () => {
    const to = Array.from({ length: random.between(1, 4) }, () => random.pick(users));
    const fail = random.chance(0.2);
    await tell(to, fail).catch(() => undefined);
    if (!fail) for (const user of to) told.set(user, told.get(user)! + 1);
  };
  await Promise.all(Array.from({ length: 60 }, write));
  for (const user of users) {
    expect((await rows(user)).map(({ seq }) => seq)).toEqual(numbers(told.get(user)!));
    const given = Array.from({ length: told.get(user)! }, (_, i) => `user:${user} ${i + 1}`);
    expect(sent.filter((line) => line.startsWith(`user:${user} `)).sort()).toEqual(given.sort());
  }
});

it('telling one user the same fact twice aborts everything that the unit of work wrote', async () => {
  const [user, other, key] = [newId(), newId(), newId()];
  await app.get(UnitOfWork).run(() => Promise.resolve(feed.tell(user, 'booking.updated', {}, key)));
  const again = app.get(UnitOfWork).run(async () => {
    feed.tell(other, 'booking.updated', {}, key);
    feed.tell(user, 'booking.updated', {}, key);
    await Promise.resolve();
  });
  await expect(again).rejects.toThrow('E11000');
  expect([(await rows(user)).length, (await rows(other)).length, await feed.latest(other)]).toEqual([1, 0, 0]);
});

it('the data of messages is encrypted in the database', async () => {
  const user = newId();
  await app
    .get(UnitOfWork)
    .run(() => Promise.resolve(feed.tell(user, 'booking.updated', { phone: '+447700900123' }, 'k')));
  expect(JSON.stringify(await rows(user))).not.toContain('7700900123');
  expect((await feed.missed(user, 0)).events[0]!.data).toEqual({ phone: '+447700900123' });
});

it('outside of a unit of work nothing can be told', () => {
  expect(() => feed.tell(newId(), 'booking.updated', {}, 'k')).toThrow('tell belongs inside a unit of work');
});

it('pages of what was missed follow each other without a gap or a repeat', async () => {
  const user = newId();
  await tell(Array.from({ length: 501 }, () => user));
  const first = await feed.missed(user, 0);
  expect([first.events.length, first.more, first.latest, first.complete]).toEqual([500, true, 501, true]);
  const second = await feed.missed(user, first.events.at(-1)!.seq);
  expect([second.events.map(({ seq }) => seq), second.more]).toEqual([[501], false]);
});

it('a page of long messages ends early, and the next goes on from there', async () => {
  const user = newId();
  const text = 'x'.repeat(10_000);
  for (let i = 0; i < 40; i++)
    await app.get(UnitOfWork).run(() => Promise.resolve(feed.tell(user, 'message.created', { text }, newId())));
  const first = await feed.missed(user, 0);
  expect(first).toMatchObject({ more: true, latest: 40, complete: true });
  const last = first.events.at(-1)!.seq;
  const second = await feed.missed(user, last);
  expect(second).toMatchObject({ more: false, latest: 40, complete: true });
  expect([...first.events, ...second.events].map(({ seq }) => seq)).toEqual(numbers(40));
});

it('a message that its writer could not send is sent later, once', async () => {
  const user = newId();
  reachable = false;
  await tell([user]);
  reachable = true;
  // A batch would mark both messages. Once the second is marked, the first has missed the batch.
  const other = newId();
  await tell([other]);
  await eventually(async () => expect((await rows(other))[0]!.sent).toBe(true));
  expect((await rows(user))[0]!.sent).toBe(false);
  sent = [];
  const later = plus(app.clock.now(), 1);
  await feed.sendUnsent(later, 10_000);
  const mine = () => sent.filter((line) => line.startsWith(`user:${user} `));
  expect(mine()).toEqual([`user:${user} 1`]);
  await eventually(async () => expect((await rows(user))[0]!.sent).toBe(true));
  await feed.sendUnsent(later, 10_000);
  expect(mine()).toHaveLength(1);
});
