import { Module, type LoggerService } from '@nestjs/common';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { LOGGER } from '../../../common/logging/logging.tokens.ts';
import { BookingsModule } from '../bookings/bookings.module.ts';
import { LocationService } from './location.service.ts';
import { LocationStore } from './location.store.ts';
import { OsrmRouter, Router, TypicalRouter } from './router.ts';
import { Trips } from './trips.ts';

const router = {
  provide: Router,
  inject: [CONFIG, LOGGER],
  useFactory: ({ ROUTING_URL }: Config, logger: LoggerService): Router =>
    ROUTING_URL ? new OsrmRouter(ROUTING_URL, new TypicalRouter(), logger) : new TypicalRouter(),
};

@Module({
  imports: [BookingsModule],
  providers: [LocationService, LocationStore, Trips, router],
  exports: [LocationService],
})
export class LocationModule {}
