import type { Actor } from '../../../common/auth/actor.ts';
import type { Config } from '../../../common/config/config.ts';
import { MINUTE, plus } from '../../../common/time/durations.ts';
import type { Booking } from './booking.types.ts';
import { transitionOf, VERBS, type Party, type Verb } from './booking-transitions.ts';

type Parties = Pick<Booking, 'customerId' | 'barberUserId'>;
export type Limits = Pick<Config, 'production' | 'BOOKING_START_EARLY_MINUTES'>;

/** Returns whether the user is the customer or the barber of the booking, or undefined for neither. */
export function sideOf(userId: string, { customerId, barberUserId }: Parties): 'customer' | 'barber' | undefined {
  if (userId === customerId) return 'customer';
  return userId === barberUserId ? 'barber' : undefined;
}

/**
 * Returns the party that the actor is to this booking. Undefined means no relation; the booking must then look as if it did not
 * exist (404).
 */
export const partyOf = ({ id, role }: Pick<Actor, 'id' | 'role'>, booking: Parties): Party | undefined =>
  sideOf(id, booking) ?? (role === 'admin' ? 'admin' : undefined);

export const mayDo = (party: Party, verb: Verb): boolean => transitionOf(verb).by.includes(party);

/** Returns whether the barber has set off and has not begun. In this time the parties may see the barber's location. */
export const isTravelling = ({ status, departedAt }: Pick<Booking, 'status' | 'departedAt'>): boolean =>
  status === 'accepted' && departedAt !== null;

/**
 * Returns the instant before which a verb is refused, or undefined for no limit. In production nobody can start a visit long
 * before its time, or report a no-show before the start.
 */
export function earliestFor(
  verb: Verb,
  { scheduledAt }: Pick<Booking, 'scheduledAt'>,
  { production, BOOKING_START_EARLY_MINUTES }: Limits,
): Date | undefined {
  const { notBefore } = transitionOf(verb);
  if (!notBefore || !production) return undefined;
  return plus(scheduledAt, notBefore === 'start-early' ? -BOOKING_START_EARLY_MINUTES * MINUTE : 0);
}

/** The facts besides the booking on which `actions` depend. */
export interface Moment {
  now: Date;
  limits: Limits;
  /** True when the barber is approved at this moment. */
  approved: boolean;
}

/** Returns the verbs that this party may use now, by status and time, so that apps need no copy of the rules. */
export function actionsFor(
  party: Party,
  booking: Pick<Booking, 'status' | 'scheduledAt' | 'expiresAt' | 'location' | 'departedAt'>,
  { now, limits, approved }: Moment,
): Verb[] {
  return VERBS.filter((verb) => {
    const { from, by, beforeExpiry, homeVisitOnce, approvedOnly } = transitionOf(verb);
    const earliest = earliestFor(verb, booking, limits);
    const inTime =
      (!beforeExpiry || booking.expiresAt === null || booking.expiresAt > now) && !(earliest && now < earliest);
    const travels = !homeVisitOnce || (booking.location !== null && booking.departedAt === null);
    return from.includes(booking.status) && by.includes(party) && inTime && travels && (approved || !approvedOnly);
  });
}
