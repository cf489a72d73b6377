import type { Plain } from '../../../common/database/plain.ts';
import type { BookingRecord } from './booking.schema.ts';

export type Booking = Plain<BookingRecord>;

/** The customer and the barber of a conversation. */
export type Pair = Pick<Booking, 'customerId' | 'barberId' | 'barberUserId'> & { customerId: string };
/** The fields of a visit that a conversation needs. */
export type PairVisit = Pick<Booking, 'id' | 'status' | 'endAt'> & { conversationId: string };
