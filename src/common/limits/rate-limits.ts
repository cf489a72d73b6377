import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { CONFIG, type Config } from '../config/config.ts';
import { tooManyRequests } from '../errors/common.errors.ts';
import { REDIS } from '../redis/redis.tokens.ts';
import { LIMITS, type LimitName } from './limits.ts';

/** The cost of one request. A developer sends many requests from one address, so a request from this machine costs 1 instead. */
const WHOLE = 100;
const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Counts requests of all nodes in Redis. While Redis is away, each node counts by itself. */
@Injectable()
export class RateLimits {
  private readonly limiters: Record<LimitName, RateLimiterRedis>;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(REDIS) redis: Redis,
  ) {
    const entries = Object.entries(LIMITS).map(([name, { points, seconds }]) => {
      const options = { keyPrefix: `${config.REDIS_PREFIX}:limit:${name}`, points: points * WHOLE, duration: seconds };
      const insuranceLimiter = new RateLimiterMemory(options);
      return [
        name,
        new RateLimiterRedis({ ...options, storeClient: redis, rejectIfRedisNotReady: true, insuranceLimiter }),
      ];
    });
    this.limiters = Object.fromEntries(entries) as Record<LimitName, RateLimiterRedis>;
  }

  get areOn(): boolean {
    return this.config.rateLimits;
  }

  /** Takes one point of the limit. Throws 429 `too-many-requests` with Retry-After when no point is left. */
  async take(name: LimitName, key: string, ip?: string): Promise<void> {
    if (!this.areOn) return;
    try {
      await this.limiters[name].consume(key, this.costOf(ip));
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw tooManyRequests(undefined, { retryAfter: Math.max(1, Math.ceil(error.msBeforeNext / 1_000)) });
    }
  }

  /** Gives one point back, for a request that does not count after all. */
  async giveBack(name: LimitName, key: string, ip?: string): Promise<void> {
    if (this.areOn) await this.limiters[name].reward(key, this.costOf(ip)).catch(() => undefined);
  }

  async forget(name: LimitName, key: string): Promise<void> {
    if (this.areOn) await this.limiters[name].delete(key).catch(() => undefined);
  }

  private costOf(ip: string | undefined): number {
    return this.isDeveloper(ip) ? 1 : WHOLE;
  }

  private isDeveloper(ip: string | undefined): boolean {
    return !this.config.production && ip !== undefined && LOOPBACK.has(ip);
  }
}
