import { createHash } from 'node:crypto';
import { z } from 'zod';
import { snapToGrid } from '../../../common/geo/geo.ts';
import { eachOnce, Id, Instant, Latitude, line, Longitude, PointView, text } from '../../../common/shapes/fields.ts';
import { listOf, pageOf, pageQuery } from '../../../common/shapes/pagination.ts';
import { MoneyView } from '../../../common/money/money.ts';
import { PaymentMethod, PaymentView, toPaymentView } from '../../money/payments/payments.dto.ts';
import { STATUSES, VERBS, type Party } from './booking-transitions.ts';
import { actionsFor, type Moment } from './bookings.policy.ts';
import type { Booking } from './booking.types.ts';

const ServiceIds = z.array(Id).min(1).max(10).refine(eachOnce, 'list each service once');
const Place = z
  .strictObject({
    type: z.literal('Point'),
    coordinates: z.tuple([Longitude, Latitude]),
    address: text(500).optional(),
  })
  .meta({ id: 'Place' });

export const CreateBooking = z
  .strictObject({
    barberId: Id,
    serviceIds: ServiceIds,
    startAt: Instant,
    /** The place of a home visit. */
    location: Place.optional(),
    paymentMethod: PaymentMethod,
    note: text(1_000).optional(),
    /** Book even if another booking of the customer overlaps. */
    force: z.boolean().optional(),
  })
  .meta({ id: 'CreateBooking' });
export type CreateBooking = z.infer<typeof CreateBooking>;

export const CreateGuestBooking = z
  .strictObject({
    guest: z.strictObject({
      name: line(200),
      phone: z
        .string()
        .regex(/^\+[1-9]\d{6,14}$/, 'a phone number such as +441172960000')
        .optional(),
    }),
    serviceIds: ServiceIds,
    startAt: Instant,
    note: text(1_000).optional(),
  })
  .meta({ id: 'CreateGuestBooking' });
export type CreateGuestBooking = z.infer<typeof CreateGuestBooking>;

/** The body of every verb. With `version` the change is refused when the booking has changed since that version. */
export const ChangeBooking = z
  .strictObject({ reason: text(500).optional(), version: z.int().min(1).optional() })
  .optional()
  .default({})
  .meta({ id: 'ChangeBooking' });
export type ChangeBooking = z.infer<typeof ChangeBooking>;

export const RescheduleBooking = z
  .strictObject({
    startAt: Instant,
    reason: text(500).optional(),
    version: z.int().min(1).optional(),
    force: z.boolean().optional(),
  })
  .meta({ id: 'RescheduleBooking' });
export type RescheduleBooking = z.infer<typeof RescheduleBooking>;

export const ListBookings = z
  .strictObject({
    status: listOf(z.enum(STATUSES)).optional(),
    from: Instant.optional(),
    to: Instant.optional(),
    ...pageQuery,
  })
  .refine(({ from, to }) => !from || !to || from < to, { path: ['to'], message: 'must be after from' });
export type ListBookings = z.infer<typeof ListBookings>;

const instant = z.iso.datetime();
const PlaceView = PointView.extend({ address: z.string().optional() }).meta({ id: 'PlaceView' });

export const BookingView = z
  .object({
    id: z.string(),
    status: z.enum(STATUSES),
    customerId: z.string().nullable(),
    customer: z.object({ name: z.string(), phone: z.string().optional() }).nullable(),
    barberId: z.string(),
    barber: z.object({ name: z.string(), address: z.string().optional() }),
    guest: z.object({ name: z.string(), phone: z.string().optional() }).optional(),
    conversationId: z.string().nullable(),
    services: z.array(z.object({ serviceId: z.string(), name: z.string(), price: MoneyView, duration: z.int() })),
    scheduledAt: instant,
    endAt: instant,
    expiresAt: instant.optional(),
    timezone: z.string(),
    location: PlaceView.optional(),
    note: z.string().optional(),
    payment: PaymentView,
    departedAt: instant.optional(),
    actions: z.array(z.enum(VERBS)),
    version: z.int(),
    createdAt: instant,
    history: z.array(
      z.object({
        at: instant,
        verb: z.string(),
        by: z.string(),
        from: z.enum(STATUSES).nullable(),
        to: z.enum(STATUSES),
        reason: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'Booking' });
export type BookingView = z.infer<typeof BookingView>;

/** The message for admins who watch a booking without being a party: the booking changed and must be loaded again. */
export const BookingChanged = z.object({ bookingId: z.string(), version: z.int() });
export type BookingChanged = z.infer<typeof BookingChanged>;

export const BookingPage = pageOf(BookingView).meta({ id: 'BookingPage' });

/** Names and phone numbers, which belong to other modules. */
export interface People {
  customer: { name: string; phone?: string | undefined } | null;
  barber: { name: string; address?: string | undefined };
  guest: { name: string; phone?: string } | null;
  /** True when the barber is approved at this moment. */
  approved: boolean;
}

/**
 * Returns the id of the conversation of a customer and a barber. There is one conversation for each pair; its id follows from the
 * two ids and is stored in each of their bookings.
 */
export const conversationIdOf = (customerId: string, barberId: string): string =>
  createHash('sha256').update(`conversation:${customerId}:${barberId}`).digest('hex').slice(0, 24);

/** Returns the booking as this party may see the booking. */
export function toBookingView(
  booking: Booking,
  party: Party,
  people: People,
  moment: Omit<Moment, 'approved'>,
): BookingView {
  const { id, status, customerId, barberId, services, timezone, version } = booking;
  return {
    id,
    status,
    customerId,
    barberId,
    services,
    timezone,
    payment: toPaymentView(booking.payment),
    version,
    customer: people.customer && {
      name: people.customer.name,
      ...(showsContact(booking, party) && people.customer.phone && { phone: people.customer.phone }),
    },
    barber: people.barber,
    ...(people.guest && { guest: people.guest }),
    conversationId: booking.conversationId,
    scheduledAt: booking.scheduledAt.toISOString(),
    endAt: booking.endAt.toISOString(),
    ...(booking.expiresAt && { expiresAt: booking.expiresAt.toISOString() }),
    ...(booking.location && { location: placeFor(booking, party, booking.location) }),
    ...(booking.note && { note: booking.note }),
    ...(booking.departedAt && { departedAt: booking.departedAt.toISOString() }),
    actions: actionsFor(party, booking, { ...moment, approved: people.approved }),
    createdAt: booking.createdAt.toISOString(),
    history: booking.history.map(({ at, ...entry }) => ({ at: at.toISOString(), ...entry })),
  };
}

/**
 * Returns whether the party sees the customer's phone number and exact place. The barber sees them only after accepting the
 * booking.
 */
const showsContact = ({ status, history }: Booking, party: Party): boolean =>
  party === 'barber' &&
  !['requested', 'declined', 'expired'].includes(status) &&
  history.some(({ to }) => to === 'accepted');

function placeFor(
  booking: Booking,
  party: Party,
  place: NonNullable<Booking['location']>,
): NonNullable<Booking['location']> {
  if (party !== 'barber' || showsContact(booking, party)) return place;
  return { type: 'Point', coordinates: snapToGrid(place.coordinates) };
}
