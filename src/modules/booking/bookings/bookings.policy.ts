import type { Actor } from '../../../common/auth/actor.ts';
import type { Config } from '../../../common/config/config.ts';
import { MINUTE, plus } from '../../../common/time/durations.ts';
import type { Booking } from './booking.types.ts';
import { transitionOf, VERBS, type Party, type Verb } from './booking-transitions.ts';

type Parties = Pick<Booking, 'customerId' | 'barberUserId'>;
export type Limits = Pick<Config, 'production' | 'BOOKING_START_EARLY_MINUTES'>;

/** On which side of the chair the user is; undefined: on neither. */
export function sideOf(userId: string, { customerId, barberUserId }: Parties): 'customer' | 'barber' | undefined {
  if (userId === customerId) return 'customer';
  return userId === barberUserId ? 'barber' : undefined;
}

/** What the actor is to this booking; undefined: no relation, as good as not there (404). */
export const partyOf = ({ id, role }: Pick<Actor, 'id' | 'role'>, booking: Parties): Party | undefined =>
  sideOf(id, booking) ?? (role === 'admin' ? 'admin' : undefined);

export const mayDo = (party: Party, verb: Verb): boolean => transitionOf(verb).by.includes(party);

/** The barber set off and has not begun: the time in which the parties may see where he is. */
export const isTravelling = ({ status, departedAt }: Pick<Booking, 'status' | 'departedAt'>): boolean =>
  status === 'accepted' && departedAt !== null;

/** The instant before which a verb is refused: in production nobody starts long before, or fails to show up at, a visit to come. */
export function earliestFor(
  verb: Verb,
  { scheduledAt }: Pick<Booking, 'scheduledAt'>,
  { production, BOOKING_START_EARLY_MINUTES }: Limits,
): Date | undefined {
  const { notBefore } = transitionOf(verb);
  if (!notBefore || !production) return undefined;
  return plus(scheduledAt, notBefore === 'start-early' ? -BOOKING_START_EARLY_MINUTES * MINUTE : 0);
}

/** What `actions` depend on beside the booking. */
export interface Moment {
  now: Date;
  limits: Limits;
  /** The barber is, at this moment. */
  approved: boolean;
}

/** What this party may do now, by status and time; apps hold no copy of the rules. */
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
