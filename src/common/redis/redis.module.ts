import { Global, Inject, Module, type LoggerService, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { CONFIG, type Config } from '../config/config.ts';
import { LOGGER } from '../logging/logging.tokens.ts';
import { REDIS } from './redis.tokens.ts';

/** A client that never throws out of the blue: errors are logged, commands fail fast while Redis is away. */
export function createRedis(url: string, logger: LoggerService): Redis {
  const redis = new Redis(url, {
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
      useFactory: async (config: Config, logger: LoggerService) => {
        const redis = createRedis(config.REDIS_URL, logger);
        const policy = await redis.config('GET', 'maxmemory-policy');
        if (policy[1] !== 'noeviction') {
          redis.disconnect();
          throw new Error(
            `Redis evicts keys (maxmemory-policy ${policy[1]}), jobs would vanish. Set maxmemory-policy to noeviction.`,
          );
        }
        return redis;
      },
    },
  ],
  exports: [REDIS],
})
export class RedisModule implements OnApplicationShutdown {
  constructor(@Inject(REDIS) private readonly redis: Redis) {}

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }
}
