import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../common/config/config.ts';
import { Clock } from '../../common/time/clock.ts';
import { AvailabilityService } from '../availability/availability.service.ts';
import type { Barber } from '../barbers/barber.types.ts';
import { Rivals } from '../calendars/calendars.errors.ts';
import { CalendarsService } from '../calendars/calendars.service.ts';
import type { WantedEntry } from '../calendars/calendar.types.ts';
import {
  customerBusy,
  illegalTransition,
  outsideAvailability,
  slotTaken,
  tooManyOpenRequests,
} from './bookings.errors.ts';
import { BookingsRepository } from './bookings.repository.ts';
import type { Booking } from './booking.types.ts';

const MINUTE = 60_000;

/** A booking's dealings with the gate and with the customer's own time, in the words of bookings. */
@Injectable()
export class BookingChair {
  constructor(
    private readonly calendars: CalendarsService,
    private readonly availability: AvailabilityService,
    private readonly bookings: BookingsRepository,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Throws `outside-availability` unless the barber's hours, grid, notice and horizon offer this visit. */
  mustOffer(barber: Barber, { scheduledAt, endAt }: Pick<Booking, 'scheduledAt' | 'endAt'>, notice?: number): void {
    const duration = (endAt.getTime() - scheduledAt.getTime()) / MINUTE;
    const visit = { duration, startAt: scheduledAt, ...(notice !== undefined && { notice }) };
    if (!this.availability.offers(barber, visit)) throw outsideAvailability();
  }

  /** Takes the chair for the booking and stores, in one transaction, what `write` says. */
  reserve<T>(booking: Booking, write: () => Promise<T>): Promise<T> {
    return this.calendars.reserve(booking.barberId, entryOf(booking), booking.expiresAt, write).catch(asRefusal);
  }

  /** Inside the transaction of `accept`: the chair must still be this request's. */
  async keep(booking: Booking): Promise<void> {
    if (!(await this.calendars.keep(booking.barberId, entryOf(booking))))
      throw illegalTransition('The request ran out.');
  }

  /** Gives the chair back in the caller's transaction. */
  async release(booking: Booking): Promise<void> {
    await this.calendars.release(booking.barberId, intervalOf(booking), booking.id);
  }

  async prepareMove(booking: Booking): Promise<void> {
    await this.calendars.prepare(booking.barberId, intervalOf(booking));
  }

  /** Swaps `before`'s interval for `after`'s in the caller's transaction, or throws what `claim` would. */
  async move(before: Booking, after: Booking): Promise<void> {
    await this.calendars
      .move(before.barberId, intervalOf(before), { ...entryOf(after), until: after.expiresAt })
      .catch(asRefusal);
  }

  /** Inside the transaction: no overlapping booking of the same customer (unless forced), no more open requests than allowed. */
  async checkCustomer(
    booking: Booking,
    { force, isNewRequest }: { force: boolean; isNewRequest: boolean },
  ): Promise<void> {
    await this.bookings.touchAgenda(booking.customerId!);
    const now = this.clock.now();
    const others = (await this.bookings.findActiveOf(booking.customerId!)).filter(
      ({ id, expiresAt }) => id !== booking.id && (expiresAt === null || expiresAt > now),
    );
    const busy = others.some((other) => other.scheduledAt < booking.endAt && booking.scheduledAt < other.endAt);
    if (busy && !force) throw customerBusy();
    const open = others.filter(({ status }) => status === 'requested').length;
    if (isNewRequest && open >= this.config.maxOpenRequests) throw tooManyOpenRequests();
  }
}

const intervalOf = ({ claimedFrom, claimedTo }: Booking) => ({ start: claimedFrom, end: claimedTo });

const entryOf = (booking: Booking): WantedEntry => ({
  bookingId: booking.id,
  kind: booking.guest ? 'guest' : 'booking',
  ...intervalOf(booking),
});

/** Time off is not on offer (422); a chair that somebody else holds was lost at the gate (409). */
function asRefusal(error: unknown): never {
  if (!(error instanceof Rivals)) throw error;
  throw error.entries.some(({ kind }) => kind === 'time_off') ? outsideAvailability() : slotTaken();
}
