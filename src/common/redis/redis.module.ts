import {
  Global,
  Inject,
  Module,
  type LoggerService,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { Redis } from 'ioredis';
import { CONFIG, type Config } from '../config/config.ts';
import { LOGGER } from '../logging/logging.tokens.ts';
import { REDIS } from './redis.tokens.ts';

/**
 * A client that never throws out of the blue: errors are logged, commands fail fast while Redis is away. It connects with its first
 * command, so that a boot that fails before leaves no connection behind.
 */
export function createRedis(url: string, logger: LoggerService): Redis {
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: true,
    retryStrategy: (times) => Math.min(100 * times, 1_000),
  });
  redis.on('error', (error: Error) => void logger.warn(`Redis: ${error.message}`, 'Redis'));
  return redis;
}

@Global()
@Module({
  providers: [
    {
      provide: REDIS,
      inject: [CONFIG, LOGGER],
      useFactory: (config: Config, logger: LoggerService) => createRedis(config.REDIS_URL, logger),
    },
  ],
  exports: [REDIS],
})
export class RedisModule implements OnModuleInit, OnApplicationShutdown {
  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  /** Throws when Redis cannot be reached, or would forget jobs. */
  async onModuleInit(): Promise<void> {
    const [, policy] = await this.redis.config('GET', 'maxmemory-policy');
    if (policy !== 'noeviction') {
      throw new Error(
        `Redis evicts keys (maxmemory-policy ${policy}), jobs would vanish. Set maxmemory-policy to noeviction.`,
      );
    }
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }
}
