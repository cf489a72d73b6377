import type { Seen, Span } from './history.ts';
import type { Random } from './random.ts';
import type { Person, StormBarber } from './seed-data.ts';

/** A booking as any client last saw it. */
export interface KnownBooking extends Seen {
  id: string;
  barber: StormBarber;
  /** Null for a guest of the barber. */
  customer: Person | null;
  startAt: number;
  /** The length of the visit in minutes. */
  duration: number;
}

export interface KnownTimeOff {
  id: string;
  barber: StormBarber;
}

const ACTIVE = new Set(['requested', 'accepted', 'in_progress']);
/** Milliseconds that a request stays known after its deadline, so that some answers come too late. */
const TOO_LATE = 1_500;

/** The bookings that clients may act on. All clients share them, so that clients compete. */
export class KnownBookings {
  private readonly bookings = new Map<string, KnownBooking>();
  private readonly away: KnownTimeOff[] = [];

  learn(booking: KnownBooking): void {
    const before = this.bookings.get(booking.id);
    if (before && before.version > booking.version) return;
    if (ACTIVE.has(booking.status)) this.bookings.set(booking.id, booking);
    else this.bookings.delete(booking.id);
  }

  /** Picks a booking, preferably one for which `suits` is true. */
  pick(random: Random, now: number, suits: (booking: KnownBooking) => boolean): KnownBooking | undefined {
    for (const { id, expiresAt } of this.bookings.values())
      if (expiresAt !== null && expiresAt + TOO_LATE < now) this.bookings.delete(id);
    const all = [...this.bookings.values()];
    const fitting = all.filter(suits);
    return fitting.length ? random.pick(fitting) : all.length ? random.pick(all) : undefined;
  }

  learnTimeOff(timeOff: KnownTimeOff): void {
    this.away.push(timeOff);
  }

  /** Picks time off to end. Sometimes another client tries to end the same time off. */
  takeTimeOff(random: Random): KnownTimeOff | undefined {
    const index = random.between(0, this.away.length - 1);
    return random.chance(0.9) ? this.away.splice(index, 1)[0] : this.away[index];
  }
}

/** Returns the interval on the calendar: the visit with the barber's buffers. */
export const claimedBy = (startAt: number, duration: number, { buffers }: StormBarber): Span => ({
  from: startAt - buffers.before * 60_000,
  to: startAt + (duration + buffers.after) * 60_000,
});
