import {
  Inject,
  Injectable,
  type LoggerService,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { CONFIG, type Config } from '../../../../common/config/config.ts';
import { LOGGER } from '../../../../common/logging/logging.tokens.ts';
import { REDIS } from '../../../../common/redis/redis.tokens.ts';
import { Clock } from '../../../../common/time/clock.ts';
import { SECOND } from '../../../../common/time/durations.ts';
import { SessionsRepository, type Session } from './sessions.repository.ts';

const MAX_ENTRIES = 20_000;

/**
 * The sessions that this node has recently seen alive. MongoDB knows the truth, and the node asks again after
 * SESSION_CACHE_SECONDS. A message over Redis announces ended sessions, which only makes the nodes notice sooner.
 */
@Injectable()
export class LivingSessions implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly seen: LRUCache<string, Session>;
  private readonly listeners: ((ids: string[]) => void)[] = [];
  private readonly channel: string;
  private readonly subscriber: Redis;
  /** Counts announcements, so that a session that was read before an announcement is not kept after the announcement. */
  private announcements = 0;

  constructor(
    private readonly sessions: SessionsRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(LOGGER) logger: LoggerService,
  ) {
    this.seen = new LRUCache({ max: MAX_ENTRIES, ttlResolution: 0, perf: { now: () => clock.now().getTime() } });
    this.channel = `${config.REDIS_PREFIX}:sessions-ended`;
    this.subscriber = redis.duplicate({ maxRetriesPerRequest: null });
    this.subscriber.on('error', (error: Error) => void logger.warn(`Redis: ${error.message}`, 'LivingSessions'));
    this.subscriber.on('message', (_channel: string, message: string) => this.drop(message.split(',')));
  }

  /** Subscribes only now, when Redis is known to be reachable, because this client would wait for Redis without end. */
  async onApplicationBootstrap(): Promise<void> {
    await this.subscriber.subscribe(this.channel);
  }

  onApplicationShutdown(): void {
    this.subscriber.disconnect();
  }

  /** Returns the session, or null when the session has ended or expired. */
  async find(id: string): Promise<Session | null> {
    const known = this.seen.get(id);
    if (known) return known;
    const now = this.clock.now().getTime();
    const before = this.announcements;
    const session = await this.sessions.findById(id);
    const alive = session !== null && session.expireAt.getTime() > now;
    // The cache includes the last millisecond, and treats a time to live of zero as unlimited.
    const ttl = this.config.SESSION_CACHE_SECONDS * SECOND - 1;
    if (alive && ttl > 0 && before === this.announcements) this.seen.set(id, session, { ttl, start: now });
    return alive ? session : null;
  }

  /** Forgets ended sessions: on this node at once, on the other nodes within milliseconds. */
  forget(ids: string[]): void {
    if (!ids.length) return;
    this.drop(ids);
    void this.redis.publish(this.channel, ids.join(',')).catch(() => undefined);
  }

  /** Calls the listener with the ids of sessions that have ended. */
  onEnded(listener: (ids: string[]) => void): void {
    this.listeners.push(listener);
  }

  private drop(ids: string[]): void {
    this.announcements++;
    for (const id of ids) this.seen.delete(id);
    for (const listener of this.listeners) listener(ids);
  }
}
