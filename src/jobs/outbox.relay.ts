import {
  Inject,
  Injectable,
  type LoggerService,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { CONFIG, type Config } from '../common/config/config.ts';
import type { DomainEvent } from '../common/events/domain-events.ts';
import { nudgeChannel } from '../common/events/event-recorder.ts';
import { OutboxRepository } from '../common/events/outbox.repository.ts';
import { LOGGER } from '../common/logging/logging.tokens.ts';
import { QUEUES, type QueuePayloads } from '../common/queues/queues.ts';
import { createRedis } from '../common/redis/redis.module.ts';
import { Clock } from '../common/time/clock.ts';
import { plus, SECOND } from '../common/time/durations.ts';
import { Poller } from './poller.ts';
import type { Subscriber } from './subscribers/subscriber.ts';
import { Subscribers } from './subscribers/subscribers.ts';

const BATCH = 500;

interface Pair<E extends DomainEvent = DomainEvent> {
  event: E;
  subscriber: Subscriber;
}
const idsOf = (events: DomainEvent[]): string[] => events.map(({ id }) => id);

/**
 * Queues one job per (event, subscriber) for every outbox row that is not sent. A nudge after each commit and a poll wake the
 * relay. A row is done when the proof of every subscriber exists. Rows that are not done in time are queued again, so Redis may
 * lose everything.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, OnModuleDestroy {
  private queue: Queue<QueuePayloads['domain-events']> | undefined;
  private readonly nudges: Redis;
  private readonly relay: Poller;
  private readonly sweep: Poller;

  constructor(
    private readonly outbox: OutboxRepository,
    private readonly clock: Clock,
    private readonly subscribers: Subscribers,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: LoggerService,
  ) {
    this.nudges = createRedis(config.REDIS_URL, logger);
    this.relay = new Poller('outbox relay', config.OUTBOX_POLL_MS, () => this.sendUnsent(), logger);
    this.sweep = new Poller('outbox sweep', config.SWEEP_INTERVAL_MS, () => this.finish(), logger);
  }

  async onApplicationBootstrap(): Promise<void> {
    this.queue = this.openQueue();
    this.nudges.on('message', () => this.relay.nudge());
    await this.nudges.subscribe(nudgeChannel(this.config)).catch(() => undefined);
    this.relay.start();
    this.sweep.start();
  }

  async onModuleDestroy(): Promise<void> {
    const stopped = Promise.all([this.relay.stop(), this.sweep.stop()]);
    const isRedisThere = this.nudges.status === 'ready';
    this.nudges.disconnect();
    // When Redis is away, the shutdown does not wait for Redis: every job that it should have got is also in the outbox.
    if (!isRedisThere) return void this.queue?.disconnect().catch(() => undefined);
    await stopped;
    await this.queue?.close();
  }

  /** Queues the jobs of every row that is not sent, one page after another. */
  async sendUnsent(): Promise<void> {
    for (;;) {
      const events = await this.outbox.findUnsent(BATCH);
      await this.enqueue(this.pairsOf(events));
      if (events.length) await this.outbox.markSent(idsOf(events), this.clock.now());
      if (events.length < BATCH) return;
    }
  }

  /** Marks rows as done when all their proofs exist. After OUTBOX_RETRY_SECONDS, queues the jobs of missing proofs again. */
  async finish(): Promise<void> {
    const now = this.clock.now();
    const late = plus(now, -this.config.OUTBOX_RETRY_SECONDS * SECOND);
    const events = await this.outbox.findUndone(now, BATCH);
    const pairs = this.pairsOf(events);
    const handled = await this.outbox.findHandled(
      pairs.map(({ event, subscriber }) => ({ eventId: event.id, subscriber: subscriber.name })),
    );
    const missing = pairs.filter(({ event, subscriber }) => !handled.has(`${event.id}:${subscriber.name}`));
    const undone = new Set(missing.map(({ event }) => event.id));
    await this.outbox.markDone(idsOf(events.filter(({ id }) => !undone.has(id))), now);
    const lost = missing.filter(({ event }) => event.sentAt < late);
    await this.enqueue(lost);
    if (lost.length) await this.outbox.markSent(idsOf(lost.map(({ event }) => event)), now);
  }

  /** Opens the queue. A queue connects at once, so it must not be created before the application has started. */
  private openQueue(): Queue<QueuePayloads['domain-events']> {
    const connection = { url: this.config.REDIS_URL, maxRetriesPerRequest: null };
    const options = { connection, prefix: this.config.REDIS_PREFIX };
    const queue: Queue<QueuePayloads['domain-events']> = new Queue('domain-events', options);
    queue.on('error', (error) => void this.logger.warn(`Queue: ${error.message}`, 'OutboxRelay'));
    return queue;
  }

  private pairsOf<E extends DomainEvent>(events: E[]): Pair<E>[] {
    return events.flatMap((event) => this.subscribers.to(event.name).map((subscriber) => ({ event, subscriber })));
  }

  private async enqueue(pairs: Pair[]): Promise<void> {
    const { jobs } = QUEUES['domain-events'];
    await this.queue!.addBulk(
      pairs.map(({ event, subscriber }) => ({
        name: event.name,
        data: { eventId: event.id, subscriber: subscriber.name },
        opts: { ...jobs, jobId: `${event.id}-${subscriber.name}` },
      })),
    );
  }
}
