import { DAY } from '../../common/time/durations.ts';
import type { PairVisits } from '../booking/bookings/booking-pairs.service.ts';
import type { Side } from './chat.schema.ts';

interface Parties {
  customerId: string;
  barberUserId: string;
}

/** Returns the side of the user; undefined for anybody else, admins too, who get 404 as if the conversation did not exist. */
export function sideOf(userId: string, { customerId, barberUserId }: Parties): Side | undefined {
  if (userId === customerId) return 'customer';
  return userId === barberUserId ? 'barber' : undefined;
}

export const otherSide = (side: Side): Side => (side === 'customer' ? 'barber' : 'customer');

export const userOn = (side: Side, { customerId, barberUserId }: Parties): string =>
  side === 'customer' ? customerId : barberUserId;

/**
 * Returns whether the conversation is closed. It is open while a visit is requested, accepted or in progress, and for `openDays`
 * days after the end of the latest visit, in whatever state that visit ended. Without any visit it is closed.
 */
export const isClosed = (visits: PairVisits | undefined, now: Date, openDays: number): boolean =>
  !visits || (!visits.active && visits.latestEnd.getTime() + openDays * DAY < now.getTime());
