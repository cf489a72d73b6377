import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { notReady } from '../../../common/errors/common.errors.ts';
import { REDIS } from '../../../common/redis/redis.tokens.ts';
import type { Fix } from './location.dto.ts';

/** The value for a journey that is shared. There is no fix until the first report. */
interface Shared {
  fix?: Fix;
}

/**
 * Keeps one key per shared journey. The key expires LOCATION_TTL_SECONDS after the last fix, and nothing else is stored, so there
 * is no trail. The key is also the permission: a fix only replaces an existing key, so a late fix cannot restore a journey that
 * has ended. Every method throws `not-ready` while Redis is unavailable.
 */
@Injectable()
export class LocationStore {
  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Allows fixes from now on. An existing fix stays. */
  async open(bookingId: string): Promise<void> {
    const seconds = this.config.LOCATION_TTL_SECONDS;
    await this.answer(this.redis.set(this.key(bookingId), '{}', 'EX', seconds, 'NX'));
    await this.answer(this.redis.expire(this.key(bookingId), seconds));
  }

  /** Replaces the fix. Returns false when the journey is not shared. */
  async replace(bookingId: string, fix: Fix): Promise<boolean> {
    const value = JSON.stringify({ fix } satisfies Shared);
    const done = await this.answer(
      this.redis.set(this.key(bookingId), value, 'EX', this.config.LOCATION_TTL_SECONDS, 'XX'),
    );
    return done === 'OK';
  }

  async find(bookingId: string): Promise<Shared | null> {
    const value = await this.answer(this.redis.get(this.key(bookingId)));
    return value === null ? null : (JSON.parse(value) as Shared);
  }

  async end(bookingId: string): Promise<void> {
    await this.answer(this.redis.del(this.key(bookingId)));
  }

  private key(bookingId: string): string {
    return `${this.config.REDIS_PREFIX}:location:${bookingId}`;
  }

  private answer<T>(command: Promise<T>): Promise<T> {
    return command.catch(() => {
      throw notReady();
    });
  }
}
