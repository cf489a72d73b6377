import {
  Inject,
  Injectable,
  type LoggerService,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { CONFIG, type Config } from '../common/config/config.ts';
import { LOGGER } from '../common/logging/logging.tokens.ts';
import { BarbersService } from '../modules/barbers/barbers.service.ts';
import { BookingChangesService } from '../modules/bookings/booking-changes.service.ts';
import { CalendarsService } from '../modules/calendars/calendars.service.ts';
import { Poller } from './poller.ts';

const BATCH = 100;

/**
 * Ends requests nobody answered and clears holds that a crash left, by asking MongoDB: due times live there, not in Redis. Each at
 * its own pace: many requests that run out on busy days take long to end, and must not keep the chairs of others closed.
 */
@Injectable()
export class BookingExpiryProcessor implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly pollers: Poller[];
  private readonly sweeps = new Set<Promise<void>>();

  constructor(
    private readonly bookings: BookingChangesService,
    private readonly calendars: CalendarsService,
    private readonly barbers: BarbersService,
    @Inject(CONFIG) { SWEEP_INTERVAL_MS }: Config,
    @Inject(LOGGER) private readonly logger: LoggerService,
  ) {
    this.pollers = [
      new Poller('booking expiry', SWEEP_INTERVAL_MS, () => this.expireRequests(), logger),
      new Poller('hold sweep', SWEEP_INTERVAL_MS, () => this.sweepBeside(), logger),
    ];
  }

  onApplicationBootstrap(): void {
    this.pollers.forEach((poller) => poller.start());
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.pollers.map((poller) => poller.stop()));
    await Promise.all(this.sweeps);
  }

  /** One turn of both, for those who do not wait for the pollers. */
  async sweep(): Promise<void> {
    await this.expireRequests();
    await this.sweepHolds();
  }

  async expireRequests(): Promise<void> {
    while ((await this.bookings.expireDue(BATCH)) === BATCH);
  }

  async sweepHolds(): Promise<void> {
    await this.calendars.sweep(({ barberId, from }) => this.barbers.timeOpened(barberId, from));
  }

  /** The next sweep comes on time although this one may have to wait for a barber whom a dying node keeps locked. */
  private sweepBeside(): Promise<void> {
    const sweep = this.sweepHolds()
      .catch((error: unknown) => void this.logger.warn(`hold sweep: ${String(error)}`, 'BookingExpiryProcessor'))
      .finally(() => this.sweeps.delete(sweep));
    this.sweeps.add(sweep);
    return Promise.resolve();
  }
}
