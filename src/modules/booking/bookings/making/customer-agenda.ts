import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../../common/config/config.ts';
import { InUnitOfWork } from '../../../../common/database/unit-of-work.ts';
import { Clock } from '../../../../common/time/clock.ts';
import type { Booking } from '../booking.types.ts';
import { customerBusy, tooManyOpenRequests } from '../bookings.errors.ts';
import { BookingsRepository } from '../bookings.repository.ts';

/**
 * Checks the visits to which a customer has already agreed. Two writes for one customer at once collide here, so that the second
 * write sees the first.
 */
@Injectable()
export class CustomerAgenda {
  constructor(
    private readonly bookings: BookingsRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Throws `customer-busy` when another visit of the customer overlaps (unless forced), and `too-many-open-requests`. */
  @InUnitOfWork()
  async check(
    { id, customerId, scheduledAt, endAt }: Booking & { customerId: string },
    { force = false, isNewRequest }: { force?: boolean | undefined; isNewRequest: boolean },
  ): Promise<void> {
    await this.bookings.touchAgenda(customerId);
    const now = this.clock.now();
    const others = (await this.bookings.findActiveOf(customerId)).filter(
      (other) => other.id !== id && (other.expiresAt === null || other.expiresAt > now),
    );
    const busy = others.some((other) => other.scheduledAt < endAt && scheduledAt < other.endAt);
    if (busy && !force) throw customerBusy();
    const open = others.filter(({ status }) => status === 'requested').length;
    if (isNewRequest && open >= this.config.maxOpenRequests) throw tooManyOpenRequests();
  }
}
