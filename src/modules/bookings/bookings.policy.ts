import type { Actor } from '../../common/auth/actor.ts';
import type { Booking } from './bookings.repository.ts';
import { transitionOf, VERBS } from './booking-transitions.ts';
import type { Party, Verb } from './booking-transitions.ts';

type Parties = Pick<Booking, 'customerId' | 'barberUserId'>;

/** What the actor is to this booking; undefined: no relation, as good as not there (404). */
export function partyOf(actor: Pick<Actor, 'id' | 'role'>, booking: Parties): Party | undefined {
  if (actor.id === booking.customerId) return 'customer';
  if (actor.id === booking.barberUserId) return 'barber';
  return actor.role === 'admin' ? 'admin' : undefined;
}

export const mayDo = (party: Party, verb: Verb): boolean => transitionOf(verb).by.includes(party);

/** What this party may do now, by status and deadline; apps hold no copy of the rules. */
export function actionsFor(
  party: Party,
  booking: Pick<Booking, 'status' | 'expiresAt' | 'location' | 'departedAt'>,
  now: Date,
): Verb[] {
  return VERBS.filter((verb) => {
    const { from, by, beforeExpiry, homeVisitOnce } = transitionOf(verb);
    const inTime = !beforeExpiry || booking.expiresAt === null || booking.expiresAt > now;
    const travels = !homeVisitOnce || (booking.location !== null && booking.departedAt === null);
    return (from as readonly string[]).includes(booking.status) && by.includes(party) && inTime && travels;
  });
}
