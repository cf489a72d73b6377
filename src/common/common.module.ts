import { Global, Module, type DynamicModule, type LoggerService } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AuthGuard } from './auth/auth.guard.ts';
import { CONFIG, type Config } from './config/config.ts';
import { CryptoModule } from './crypto/crypto.module.ts';
import { FieldKeysCheck } from './crypto/field-keys.check.ts';
import { DatabaseModule } from './database/database.module.ts';
import { EventsModule } from './events/events.module.ts';
import { HealthController } from './health/health.controller.ts';
import { HealthState } from './health/health-state.ts';
import { HttpProblemFilter } from './http/problem.filter.ts';
import { SchemaPipe } from './http/schema.pipe.ts';
import { ViewInterceptor } from './http/view.interceptor.ts';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.ts';
import { IdempotencyModule } from './idempotency/idempotency.module.ts';
import { AccountLimitGuard, AddressLimitGuard } from './limits/limit.guards.ts';
import { RateLimits } from './limits/rate-limits.ts';
import { createErrorReporter } from './logging/error-reporter.ts';
import { Logger } from './logging/logger.ts';
import { ERROR_REPORTER, LOGGER } from './logging/logging.tokens.ts';
import { PersonalDataModule } from './privacy/personal-data.module.ts';
import { RealtimeBus } from './realtime/realtime-bus.ts';
import { RedisModule } from './redis/redis.module.ts';
import { Clock } from './time/clock.ts';

/** Parts that tests can replace. */
export interface Parts {
  logger?: LoggerService;
  clock?: Clock;
}

/** Everything that every role needs: settings, log, clock, databases, outbox, health, and the guards and filters of a request. */
@Global()
@Module({})
export class CommonModule {
  static for(config: Config, parts: Parts = {}): DynamicModule {
    return {
      module: CommonModule,
      imports: [DatabaseModule, CryptoModule, RedisModule, EventsModule, IdempotencyModule, PersonalDataModule],
      controllers: [HealthController],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOGGER, useValue: parts.logger ?? new Logger({ level: config.LOG_LEVEL, json: config.production }) },
        { provide: ERROR_REPORTER, useFactory: () => createErrorReporter(config.SENTRY_DSN, config.NODE_ENV) },
        { provide: Clock, useValue: parts.clock ?? new Clock() },
        FieldKeysCheck,
        HealthState,
        RealtimeBus,
        RateLimits,
        { provide: APP_GUARD, useClass: AddressLimitGuard },
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_GUARD, useClass: AccountLimitGuard },
        { provide: APP_PIPE, useClass: SchemaPipe },
        // The order matters: the view interceptor comes first, so it also strips answers that idempotency records repeat.
        { provide: APP_INTERCEPTOR, useClass: ViewInterceptor },
        { provide: APP_INTERCEPTOR, useExisting: IdempotencyInterceptor },
        { provide: APP_FILTER, useClass: HttpProblemFilter },
      ],
      exports: [CONFIG, LOGGER, ERROR_REPORTER, Clock, HealthState, RateLimits, RealtimeBus],
    };
  }
}
