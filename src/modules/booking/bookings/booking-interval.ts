import { Rivals } from '../../shop/calendars/calendars.errors.ts';
import type { Interval, WantedEntry } from '../../shop/calendars/calendar.types.ts';
import type { Booking } from './booking.types.ts';
import { outsideAvailability, slotTaken } from './bookings.errors.ts';

/** Returns the booking's interval on the calendar: the visit with its buffers. */
export const intervalOf = ({ claimedFrom, claimedTo }: Booking): Interval => ({ start: claimedFrom, end: claimedTo });

export const entryOf = (booking: Booking): WantedEntry => ({
  bookingId: booking.id,
  kind: booking.guest ? 'guest' : 'booking',
  ...intervalOf(booking),
});

/**
 * Translates rivals into problems: time off in the way is `outside-availability` (422), any other entry is `slot-taken` (409).
 */
export function asRefusal(error: unknown): never {
  if (!(error instanceof Rivals)) throw error;
  throw error.entries.some(({ kind }) => kind === 'time_off') ? outsideAvailability() : slotTaken();
}
