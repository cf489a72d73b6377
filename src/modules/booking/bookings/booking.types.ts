import type { Plain } from '../../../common/database/plain.ts';
import type { BookingRecord } from './booking.schema.ts';

export type Booking = Plain<BookingRecord>;

/** Who talks in a conversation. */
export type Pair = Pick<Booking, 'customerId' | 'barberId' | 'barberUserId'> & { customerId: string };
/** As much of a visit as a conversation needs to know. */
export type PairVisit = Pick<Booking, 'id' | 'status' | 'endAt'> & { conversationId: string };
