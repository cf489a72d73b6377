import { Inject, Injectable, type LoggerService } from '@nestjs/common';
import { actingFor } from '../../common/auth/actor.ts';
import { everyItem } from '../../common/shapes/pagination.ts';
import { LOGGER } from '../../common/logging/logging.tokens.ts';
import { BookingChangesService } from '../../modules/booking/bookings/changing/booking-changes.service.ts';
import type { BookingView } from '../../modules/booking/bookings/bookings.dto.ts';
import { BookingsService } from '../../modules/booking/bookings/bookings.service.ts';
import { UsersService } from '../../modules/accounts/users/users.service.ts';
import { Subscriber, type Handlers } from './subscriber.ts';

const OPEN = { status: ['requested' as const, 'accepted' as const] };
const PAGE = 100;

/** Cancels the open bookings of a closed account, so that nobody waits for a person who does not come. */
@Injectable()
export class ClosingSubscriber extends Subscriber {
  readonly name = 'closing';
  /** Not atomic: a barber may have any number of bookings, so each booking is cancelled in its own unit of work. */
  override readonly atomic = false;
  readonly on = {
    'user.closed': ({ userId }) => this.cancelAll(userId),
  } satisfies Handlers;

  constructor(
    private readonly bookings: BookingsService,
    private readonly changes: BookingChangesService,
    private readonly users: UsersService,
    @Inject(LOGGER) private readonly logger: LoggerService,
  ) {
    super();
  }

  /** Tries to cancel every open booking once. Throws when a booking is still open, so that the next attempt continues. */
  private async cancelAll(userId: string): Promise<void> {
    const pageAfter = (cursor?: string) => this.openBookings(userId, PAGE, cursor);
    for await (const booking of everyItem(pageAfter)) await this.tryToCancel(userId, booking);
    const left = await this.openBookings(userId, 1);
    if (left.items.length) throw new Error(`Account ${userId} is closed, but booking ${left.items[0]!.id} is open.`);
  }

  /** Returns open bookings of the account. Returns none when the person has signed in again, because the account is then kept. */
  private async openBookings(userId: string, limit: number, cursor?: string) {
    const user = await this.users.findById(userId);
    if (!user || !(user.closing ?? user.erasedAt)) return { items: [], nextCursor: null };
    return this.bookings.list(userId, { ...OPEN, limit, cursor });
  }

  /** Cancels one booking. An error is only logged, so that one failing booking does not stop the other cancellations. */
  private async tryToCancel(userId: string, { id, status, customerId }: BookingView): Promise<void> {
    const verb = status === 'requested' && customerId !== userId ? 'decline' : 'cancel';
    try {
      await this.changes.change(actingFor(userId), id, verb, { reason: 'The account was closed.' });
    } catch (error) {
      this.logger.warn(`booking ${id} of a closed account: ${String(error)}`, 'ClosingSubscriber');
    }
  }
}
