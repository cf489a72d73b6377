import { Inject, Injectable } from '@nestjs/common';
import type { LoggerService, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { CONFIG } from '../common/config/config.ts';
import type { Config } from '../common/config/config.ts';
import { LOGGER } from '../common/logging/logging.tokens.ts';
import { BarbersService } from '../modules/barbers/barbers.service.ts';
import { BookingChangesService } from '../modules/bookings/booking-changes.service.ts';
import { CalendarsService } from '../modules/calendars/calendars.service.ts';
import { Poller } from './poller.ts';

const BATCH = 100;

/** Ends requests nobody answered and clears holds that a crash left, by asking MongoDB: due times live there, not in Redis. */
@Injectable()
export class BookingExpiryProcessor implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly poller: Poller;

  constructor(
    private readonly bookings: BookingChangesService,
    private readonly calendars: CalendarsService,
    private readonly barbers: BarbersService,
    @Inject(CONFIG) config: Config,
    @Inject(LOGGER) logger: LoggerService,
  ) {
    this.poller = new Poller('booking expiry', config.SWEEP_INTERVAL_MS, () => this.sweep(), logger);
  }

  onApplicationBootstrap(): void {
    this.poller.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.poller.stop();
  }

  /** Requests first: their entries lapse at the same instant, and ending them records the fact. */
  async sweep(): Promise<void> {
    while ((await this.bookings.expireDue(BATCH)) === BATCH);
    for (const { barberId, from } of await this.calendars.sweep()) await this.barbers.timeOpened(barberId, from);
  }
}
