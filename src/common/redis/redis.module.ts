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
 * Creates a client whose connection errors are logged and never thrown. Commands fail fast while Redis is away. The client
 * connects with its first command, so that a start that fails earlier leaves no connection open.
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

  /** Throws when Redis cannot be reached, or when its settings allow Redis to remove jobs. */
  async onModuleInit(): Promise<void> {
    const [, policy] = await this.redis.config('GET', 'maxmemory-policy');
    if (policy !== 'noeviction') {
      throw new Error(
        `Redis may evict keys (maxmemory-policy ${policy}), and jobs would be lost. Set maxmemory-policy to noeviction.`,
      );
    }
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }
}
