import type { Seen, Span } from './history.ts';
import type { Random } from './random.ts';
import type { Person, StormBarber } from './seed-data.ts';

/** A booking as the clients together last saw it. */
export interface KnownBooking extends Seen {
  id: string;
  barber: StormBarber;
  /** null: a guest of the barber. */
  customer: Person | null;
  startAt: number;
  /** Minutes. */
  duration: number;
}

export interface KnownTimeOff {
  id: string;
  barber: StormBarber;
}

const ACTIVE = new Set(['requested', 'accepted', 'in_progress']);
/** A request stays known this long after its deadline, so that some answer too late. */
const TOO_LATE = 1_500;

/** What clients may act on: shared by all of them, so that they get in each other's way. */
export class KnownBookings {
  private readonly bookings = new Map<string, KnownBooking>();
  private readonly away: KnownTimeOff[] = [];

  learn(booking: KnownBooking): void {
    const before = this.bookings.get(booking.id);
    if (before && before.version > booking.version) return;
    if (ACTIVE.has(booking.status)) this.bookings.set(booking.id, booking);
    else this.bookings.delete(booking.id);
  }

  /** Preferably one for which `suits` holds. */
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

  /** Whoever takes it ends it, but now and then another client tries as well. */
  takeTimeOff(random: Random): KnownTimeOff | undefined {
    const index = random.between(0, this.away.length - 1);
    return random.chance(0.9) ? this.away.splice(index, 1)[0] : this.away[index];
  }
}

/** The time on the calendar: the visit with the barber's buffers. */
export const claimedBy = (startAt: number, duration: number, { buffers }: StormBarber): Span => ({
  from: startAt - buffers.before * 60_000,
  to: startAt + (duration + buffers.after) * 60_000,
});
