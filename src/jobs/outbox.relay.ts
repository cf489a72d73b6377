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
 * Queues one job per (event, subscriber) for every outbox row that is not sent, woken after each commit and by a poll. A row is
 * done when the proof of every subscriber exists; rows that are not done in time are queued again, so Redis may lose everything.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, OnModuleDestroy {
  private queue: Queue<QueuePayloads['domain-events']> | undefined;
  private readonly bell: Redis;
  private readonly relay: Poller;
  private readonly sweep: Poller;

  constructor(
    private readonly outbox: OutboxRepository,
    private readonly clock: Clock,
    private readonly subscribers: Subscribers,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: LoggerService,
  ) {
    this.bell = createRedis(config.REDIS_URL, logger);
    this.relay = new Poller('outbox relay', config.OUTBOX_POLL_MS, () => this.sendUnsent(), logger);
    this.sweep = new Poller('outbox sweep', config.SWEEP_INTERVAL_MS, () => this.finish(), logger);
  }

  async onApplicationBootstrap(): Promise<void> {
    this.queue = this.openQueue();
    this.bell.on('message', () => this.relay.nudge());
    await this.bell.subscribe(nudgeChannel(this.config)).catch(() => undefined);
    this.relay.start();
    this.sweep.start();
  }

  async onModuleDestroy(): Promise<void> {
    const stopped = Promise.all([this.relay.stop(), this.sweep.stop()]);
    const isRedisThere = this.bell.status === 'ready';
    this.bell.disconnect();
    // A Redis that is away is not waited for: everything that it should have got is in the outbox as well.
    if (!isRedisThere) return void this.queue?.disconnect().catch(() => undefined);
    await stopped;
    await this.queue?.close();
  }

  /** Queues the jobs of every row that is not sent, page by page. */
  async sendUnsent(): Promise<void> {
    for (;;) {
      const events = await this.outbox.findUnsent(BATCH);
      await this.enqueue(this.pairsOf(events));
      if (events.length) await this.outbox.markSent(idsOf(events), this.clock.now());
      if (events.length < BATCH) return;
    }
  }

  /** Marks rows as done whose proofs all exist. Queues missing ones again after OUTBOX_RETRY_SECONDS. */
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

  /** A queue connects at once, so it is not made before the boot has come so far. */
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
