import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { bootApp, type TestApp } from '../../../test/support/app.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { DomainEventProcessor } from '../../jobs/domain-event.processor.ts';
import { OutboxRelay } from '../../jobs/outbox.relay.ts';
import { Subscriber } from '../../jobs/subscribers/subscriber.ts';
import { Subscribers } from '../../jobs/subscribers/subscribers.ts';
import { newId } from '../database/ids.ts';
import { UnitOfWork } from '../database/unit-of-work.ts';
import type { DomainEvent, EventName } from './domain-events.ts';
import { EventRecorder } from './event-recorder.ts';
import { OutboxRepository } from './outbox.repository.ts';
import type { OutboxRecord } from './outbox.schema.ts';

const nothing = (_event: DomainEvent): Promise<void> => Promise.resolve();

/** An additional subscriber. Each test chooses what the subscriber does. */
class Witness extends Subscriber {
  readonly name = 'witness';
  act = nothing;
  readonly on = { 'user.registered': (_: unknown, event: DomainEvent) => this.act(event) };
}
const witness = new Witness();

let app: TestApp;
let relay: OutboxRelay;
let queue: Queue;

beforeAll(async () => {
  // The polls never run by themselves in time. Tests call them.
  app = await bootApp({ SWEEP_INTERVAL_MS: '1000000000', OUTBOX_POLL_MS: '1000000000' });
  app.clock.set('2035-03-05T08:00:00Z');
  relay = app.get(OutboxRelay);
  queue = new Queue('domain-events', { connection: { url: app.config.REDIS_URL }, prefix: app.config.REDIS_PREFIX });
  app.get(Subscribers).all.push(witness);
});
afterAll(async () => {
  await queue.close();
  await app.close();
});
beforeEach(async () => {
  await queue.resume();
  witness.act = nothing;
});

/** An event about a new user. */
async function signUp(name: 'user.registered' | 'booking.completed' = 'user.registered') {
  const userId = newId();
  await app
    .get(UnitOfWork)
    .run(() => app.get(EventRecorder).record(name as 'user.registered', { userId, role: 'customer' }));
  const event = (await outbox().findOne({ 'payload.userId': userId }))!;
  return { id: event._id, userId };
}
const outbox = () => app.db.collection<OutboxRecord>('outbox');
const row = async (id: string) => (await outbox().findOne({ _id: id }))!;
const notices = (userId: string) => app.db.collection('notifications').countDocuments({ userId });
const proofs = (id: string) => app.db.collection('inbox').countDocuments({ _id: { $regex: `^${id}:` } as never });
const sent = (id: string) => eventually(async () => expect((await row(id)).sentAt).not.toBeNull());
const interested = (name: EventName) =>
  app
    .get(Subscribers)
    .to(name)
    .map((each) => each.name);
const handled = (id: string) =>
  eventually(async () => expect(await proofs(id)).toBe(interested('user.registered').length));
const jobs = async (id: string) =>
  (await queue.getJobs()).filter(({ data }) => data.eventId === id).map(({ data }) => data.subscriber as string);
const finish = () => {
  app.clock.advance(11_000);
  return relay.finish();
};

describe('the relay', () => {
  it('is woken by the commit and queues each fact once for each subscriber', async () => {
    await queue.pause();
    const { id } = await signUp();
    await sent(id);
    expect((await jobs(id)).sort()).toEqual(interested('user.registered').sort());
    await Promise.all([relay.sendUnsent(), relay.sendUnsent()]);
    expect(await jobs(id)).toHaveLength(interested('user.registered').length);
  });

  it('finds what was committed while nobody listened', async () => {
    await queue.pause();
    const id = newId();
    await outbox().insertOne({
      _id: id,
      name: 'user.registered',
      payload: { userId: newId() },
      at: app.clock.now(),
      sentAt: null,
      doneAt: null,
    });
    await relay.sendUnsent();
    expect(await jobs(id)).toHaveLength(interested('user.registered').length);
  });

  it('is done at once with a fact that interests nobody', async () => {
    const { id } = await signUp('booking.completed');
    await sent(id);
    expect(interested('booking.completed')).toEqual([]);
    await finish();
    expect((await row(id)).doneAt).not.toBeNull();
  });
});

describe('a fact that is handled', () => {
  it('has its effect once, and is done when every subscriber has left its proof', async () => {
    await queue.pause();
    const { id, userId } = await signUp();
    await sent(id);
    app.clock.advance(1_000);
    await relay.finish();
    expect((await row(id)).doneAt).toBeNull();
    await queue.resume();
    await handled(id);
    expect(await notices(userId)).toBe(1);
    await finish();
    expect((await row(id)).doneAt).not.toBeNull();
  });

  it('delivered again, one after the other and at once, has no second effect', async () => {
    const { id, userId } = await signUp();
    await handled(id);
    const again = { data: { eventId: id, subscriber: 'notifications' } };
    await app.get(DomainEventProcessor).process(again);
    await Promise.all(Array.from({ length: 5 }, () => app.get(DomainEventProcessor).process(again)));
    expect(await notices(userId)).toBe(1);
  });

  it('delivered many times at once for the first time has one effect', async () => {
    await queue.pause();
    const { id, userId } = await signUp();
    await sent(id);
    const delivery = { data: { eventId: id, subscriber: 'notifications' } };
    await Promise.all(Array.from({ length: 8 }, () => app.get(DomainEventProcessor).process(delivery)));
    expect(await notices(userId)).toBe(1);
  });

  it('half by a subscriber that then fails is not handled at all, and not done, until the subscriber succeeds', async () => {
    const tries: string[] = [];
    let failing = true;
    witness.act = async (event) => {
      await app.get(OutboxRepository).insertInbox(event.id, 'effect', app.clock.now());
      tries.push(event.id);
      if (failing) throw new Error('fails after a write');
    };
    const { id, userId } = await signUp();
    const done = async () =>
      (await app.db.collection('inbox').distinct('_id', { _id: { $regex: `^${id}:` } as never })).sort();
    await eventually(async () => expect([tries.includes(id), await notices(userId)]).toEqual([true, 1]));
    await eventually(async () => expect(await done()).toEqual([`${id}:accounts`, `${id}:notifications`]));
    await finish();
    expect((await row(id)).doneAt).toBeNull();
    failing = false;
    await eventually(async () =>
      expect(await done()).toEqual([`${id}:accounts`, `${id}:effect`, `${id}:notifications`, `${id}:witness`]),
    );
    await finish();
    expect([(await row(id)).doneAt === null, await notices(userId)]).toEqual([false, 1]);
  });
});

describe('a fact whose job has used up its tries', () => {
  it('is queued again by the sweep', async () => {
    await queue.pause();
    const { id } = await signUp();
    await sent(id);
    const last = (await queue.getJob(`${id}-witness`))!;
    await last.remove();
    await queue.add(last.name, last.data, { ...last.opts, attempts: 1 });
    let tries = 0;
    witness.act = () => (++tries === 1 ? Promise.reject(new Error('fails')) : Promise.resolve());
    await queue.resume();
    await eventually(() => expect(tries).toBe(1));
    await eventually(async () => {
      await finish();
      expect(await app.get(OutboxRepository).isHandled(id, 'witness')).toBe(true);
    });
    expect(tries).toBe(2);
  });
});

describe('Redis that forgets everything between sent and handled', () => {
  it('costs nothing: the sweep queues again, the notice comes once', async () => {
    await queue.pause();
    const [first, second] = [await signUp(), await signUp()];
    await Promise.all([sent(first.id), sent(second.id)]);
    await forgetEverything();
    expect(await jobs(first.id)).toEqual([]);
    // The event is not late yet, because a worker may still handle the event.
    app.clock.advance(9_000);
    await relay.finish();
    expect(await jobs(first.id)).toEqual([]);
    app.clock.advance(2_000);
    await relay.finish();
    for (const { id, userId } of [first, second]) {
      await handled(id);
      expect(await notices(userId)).toBe(1);
    }
    await finish();
    expect((await row(second.id)).doneAt).not.toBeNull();
  });

  it('even when it happens while a worker is at it', async () => {
    const made = await Promise.all(Array.from({ length: 10 }, () => signUp()));
    await forgetEverything();
    await relay.sendUnsent();
    await finish();
    for (const { id, userId } of made) {
      await handled(id);
      expect(await notices(userId)).toBe(1);
    }
  });

  /** Removes all keys of this app. FLUSHALL would remove the keys of other tests, because all tests share the server. */
  async function forgetEverything(): Promise<void> {
    const redis = new Redis(app.config.REDIS_URL);
    const keys = await redis.keys(`${app.config.REDIS_PREFIX}:*`);
    if (keys.length) await redis.del(keys);
    redis.disconnect();
  }
});
