import { Schema } from 'mongoose';
import type { Sealed } from '../../../common/crypto/field-crypto.ts';
import { sealedAndIndexed } from '../../../common/crypto/sealed.schema.ts';
import { PAYMENT_STATUSES, type Payment } from '../../money/payments/payment.types.ts';
import { STATUSES, type BookingStatus } from './booking-transitions.ts';

export const GUEST_PHONE = 'bookings.guest.phone';

interface Amount {
  amount: number;
  currency: string;
}

/** A service as sold: name, price (minor units) and duration (minutes) at the time of booking. */
export interface BookedService {
  serviceId: string;
  name: string;
  price: Amount;
  duration: number;
}

export interface HistoryEntry {
  at: Date;
  verb: string;
  by: string;
  from: BookingStatus | null;
  to: BookingStatus;
  reason?: string;
}

/** A customer without an account. */
export interface Guest {
  name: string;
  phone?: Sealed;
}

/**
 * A visit: its time, the services sold, and the status. `claimedFrom` and `claimedTo` are the visit with its buffers, as on the
 * calendar.
 */
export interface BookingRecord {
  _id: string;
  status: BookingStatus;
  customerId: string | null;
  guest: Guest | null;
  barberId: string;
  barberUserId: string;
  /** Follows from customer and barber; null for a guest, who has no account for a conversation. */
  conversationId: string | null;
  services: BookedService[];
  scheduledAt: Date;
  endAt: Date;
  claimedFrom: Date;
  claimedTo: Date;
  timezone: string;
  /** The place of a home visit. */
  location: { type: 'Point'; coordinates: [number, number]; address?: string } | null;
  note: string | null;
  payment: Payment;
  /** The instant at which the request expires; null when the booking is not an open request. */
  expiresAt: Date | null;
  departedAt: Date | null;
  version: number;
  createdAt: Date;
  history: HistoryEntry[];
}

const sub = (definition: Record<string, unknown>) => new Schema(definition as never, { _id: false });
const text = { type: String, required: true };
const date = { type: Date, required: true };
const money = { type: sub({ amount: { type: Number, required: true, min: 0 }, currency: text }), required: true };

export const BookingSchema = new Schema<BookingRecord>(
  {
    _id: text,
    status: { type: String, enum: STATUSES, required: true },
    customerId: { type: String, default: null },
    guest: { type: sub({ name: text, phone: sealedAndIndexed(GUEST_PHONE) }), default: null },
    barberId: text,
    barberUserId: text,
    conversationId: { type: String, default: null },
    services: {
      type: [sub({ serviceId: text, name: text, price: money, duration: { type: Number, required: true, min: 1 } })],
      required: true,
    },
    scheduledAt: date,
    endAt: date,
    claimedFrom: date,
    claimedTo: date,
    timezone: text,
    location: {
      type: sub({
        type: { type: String, enum: ['Point'] },
        coordinates: { type: [Number], required: true },
        address: String,
      }),
      default: null,
    },
    note: { type: String, default: null },
    payment: {
      type: sub({
        status: { ...text, enum: PAYMENT_STATUSES },
        method: text,
        amount: money,
        commission: money,
        payoutAmount: money,
      }),
      required: true,
    },
    expiresAt: { type: Date, default: null },
    departedAt: { type: Date, default: null },
    version: { type: Number, required: true },
    createdAt: date,
    history: {
      type: [sub({ at: date, verb: text, by: text, from: { type: String, default: null }, to: text, reason: String })],
      required: true,
    },
  },
  { collection: 'bookings', versionKey: false },
);

/**
 * One document per customer. Every write that must see the customer's other bookings touches this document first, so that two
 * writes at once collide.
 */
export interface AgendaRecord {
  _id: string;
  version: number;
}

export const AgendaSchema = new Schema<AgendaRecord>(
  { _id: text, version: { type: Number, required: true } },
  { collection: 'customer_agendas', versionKey: false },
);
