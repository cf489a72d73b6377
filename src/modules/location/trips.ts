import { Injectable } from '@nestjs/common';
import { notFound } from '../../common/errors/common.errors.ts';
import { Clock } from '../../common/time/clock.ts';
import { BookingsService } from '../bookings/bookings.service.ts';
import { isTravelling } from '../bookings/bookings.policy.ts';
import type { Booking } from '../bookings/booking.types.ts';

const READ_AGAIN_MS = 1_000;
const MAX_ENTRIES = 10_000;

/** Bookings whose barber is on the way, read again each second at most: every report asks for its own. */
@Injectable()
export class Trips {
  private readonly seen = new Map<string, { booking: Booking; until: number }>();

  constructor(
    private readonly bookings: BookingsService,
    private readonly clock: Clock,
  ) {}

  /** As it is now. Throws `not-found`. */
  async read(bookingId: string): Promise<Booking> {
    const booking = await this.bookings.find(bookingId);
    if (!booking) throw notFound();
    this.forget(bookingId);
    if (isTravelling(booking)) this.keep(booking);
    return booking;
  }

  /** As it was within the last second. Throws `not-found`. */
  async recent(bookingId: string): Promise<Booking> {
    const known = this.seen.get(bookingId);
    return known && this.clock.now().getTime() < known.until ? known.booking : this.read(bookingId);
  }

  forget(bookingId: string): void {
    this.seen.delete(bookingId);
  }

  private keep(booking: Booking): void {
    if (this.seen.size >= MAX_ENTRIES) this.seen.delete(this.seen.keys().next().value!);
    this.seen.set(booking.id, { booking, until: this.clock.now().getTime() + READ_AGAIN_MS });
  }
}
