import { DAY } from '../../common/time/durations.ts';
import type { PairVisits } from '../booking/bookings/booking-pairs.service.ts';
import type { Side } from './chat.schema.ts';

interface Parties {
  customerId: string;
  barberUserId: string;
}

/** Which of the two this user is; undefined: no relation, as good as not there (404). An admin is nobody here. */
export function sideOf(userId: string, { customerId, barberUserId }: Parties): Side | undefined {
  if (userId === customerId) return 'customer';
  return userId === barberUserId ? 'barber' : undefined;
}

export const otherSide = (side: Side): Side => (side === 'customer' ? 'barber' : 'customer');

export const userOn = (side: Side, { customerId, barberUserId }: Parties): string =>
  side === 'customer' ? customerId : barberUserId;

/** Open while a visit is asked for, agreed or under way, and for so many days after the last one's end, whatever became of it. */
export const isClosed = (visits: PairVisits | undefined, now: Date, openDays: number): boolean =>
  !visits || (!visits.active && visits.latestEnd.getTime() + openDays * DAY < now.getTime());
