import { Global, Module, type DynamicModule } from '@nestjs/common';
import { CONFIG, type Config } from '../common/config/config.ts';
import { DatabaseModule } from '../common/database/database.module.ts';
import { EventsModule } from '../common/events/events.module.ts';
import { Logger } from '../common/logging/logger.ts';
import { LOGGER } from '../common/logging/logging.tokens.ts';
import { RealtimeBus } from '../common/realtime/realtime-bus.ts';
import { PersonalDataModule } from '../common/privacy/personal-data.module.ts';
import { REDIS } from '../common/redis/redis.tokens.ts';
import { Clock } from '../common/time/clock.ts';
import { PasswordsService } from '../modules/accounts/auth/passwords.service.ts';
import { AuditModule } from '../modules/records/audit/audit.module.ts';
import { BarbersModule } from '../modules/shop/barbers/barbers.module.ts';
import { ImportsModule } from '../modules/imports/imports.module.ts';
import { CatalogueModule } from '../modules/shop/catalogue/catalogue.module.ts';
import { UsersModule } from '../modules/accounts/users/users.module.ts';

/** Replaces Redis in commands. Commands need not nudge the relay, because its poll finds the events that they record. */
const nobodyListens = { publish: () => Promise.resolve(0) };

/** The part of the application that commands use. It has no edges and no jobs, and needs only MongoDB. */
@Global()
@Module({})
export class ToolsModule {
  static for(config: Config): DynamicModule {
    return {
      module: ToolsModule,
      imports: [
        DatabaseModule,
        EventsModule,
        PersonalDataModule,
        AuditModule,
        BarbersModule,
        ImportsModule,
        CatalogueModule,
        UsersModule,
      ],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOGGER, useValue: new Logger({ level: config.LOG_LEVEL, json: config.production }) },
        { provide: REDIS, useValue: nobodyListens },
        RealtimeBus,
        Clock,
        PasswordsService,
      ],
      exports: [CONFIG, LOGGER, REDIS, RealtimeBus, Clock],
    };
  }
}
