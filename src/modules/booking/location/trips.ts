import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { notFound } from '../../../common/errors/common.errors.ts';
import { Clock } from '../../../common/time/clock.ts';
import { BookingsService } from '../bookings/bookings.service.ts';
import { isTravelling } from '../bookings/bookings.policy.ts';
import type { Booking } from '../bookings/booking.types.ts';

/** The cache includes the last millisecond, so that a booking is read again after a whole second. */
const READ_AGAIN_MS = 999;
const MAX_ENTRIES = 10_000;

/**
 * Caches bookings whose barber is on the way, because every report needs its booking. Each booking is read again at most once a
 * second.
 */
@Injectable()
export class Trips {
  private readonly seen: LRUCache<string, Booking>;

  constructor(
    private readonly bookings: BookingsService,
    clock: Clock,
  ) {
    const perf = { now: () => clock.now().getTime() };
    this.seen = new LRUCache({ max: MAX_ENTRIES, ttl: READ_AGAIN_MS, ttlResolution: 0, perf });
  }

  /** Returns the booking as it is now. Throws `not-found`. */
  async read(bookingId: string): Promise<Booking> {
    const booking = await this.bookings.find(bookingId);
    if (!booking) throw notFound();
    this.forget(bookingId);
    if (isTravelling(booking)) this.seen.set(booking.id, booking);
    return booking;
  }

  /** Returns the booking as it was within the last second. Throws `not-found`. */
  async recent(bookingId: string): Promise<Booking> {
    return this.seen.get(bookingId) ?? this.read(bookingId);
  }

  forget(bookingId: string): void {
    this.seen.delete(bookingId);
  }
}
