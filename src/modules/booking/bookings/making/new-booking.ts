import type { Config } from '../../../../common/config/config.ts';
import { distanceBetween } from '../../../../common/geo/geo.ts';
import { MINUTE, plus, SECOND } from '../../../../common/time/durations.ts';
import { visitOf } from '../../../shop/availability/visit.policy.ts';
import type { Barber } from '../../../shop/barbers/barber.types.ts';
import { expectedPayment } from '../../../money/payments/payments.policy.ts';
import type { Guest } from '../booking.schema.ts';
import { conversationIdOf, type CreateBooking, type CreateGuestBooking } from '../bookings.dto.ts';
import { locationNotServed, locationRequired, notBookable, outsideServiceRadius } from '../bookings.errors.ts';
import { rescheduledStatus, type Party } from '../booking-transitions.ts';
import type { Booking } from '../booking.types.ts';

interface Terms {
  id: string;
  now: Date;
  config: Pick<Config, 'COMMISSION_RATE' | 'BOOKING_REQUEST_TTL_SECONDS'>;
}

/**
 * Returns the booking that a customer's request would become. Throws when the barber, the services or the place cannot be booked.
 */
export function bookVisit(barber: Barber, customerId: string, input: CreateBooking, terms: Terms): Booking {
  const location = placeOf(barber, input.location);
  const booking = bookingOf(barber, input, terms);
  const instant = barber.requestMode === 'instant';
  const status = instant ? ('accepted' as const) : ('requested' as const);
  return {
    ...booking,
    status,
    customerId,
    conversationId: conversationIdOf(customerId, barber.id),
    location,
    note: input.note ?? null,
    expiresAt: instant ? null : requestDeadline(booking.scheduledAt, terms),
    history: [{ at: terms.now, verb: instant ? 'book' : 'request', by: 'customer', from: null, to: status }],
  };
}

/** Returns the booking of a guest; `guest` has the form in which the guest is stored. */
export function bookGuest(
  barber: Barber,
  input: Omit<CreateGuestBooking, 'guest'>,
  guest: Guest,
  terms: Terms,
): Booking {
  return {
    ...bookingOf(barber, input, terms),
    guest,
    note: input.note ?? null,
    history: [{ at: terms.now, verb: 'book', by: 'barber', from: null, to: 'accepted' }],
  };
}

/** Returns the deadline of a request. A request never waits for the barber past its own start. */
export function requestDeadline(startAt: Date, { now, config }: Pick<Terms, 'now' | 'config'>): Date {
  const deadline = plus(now, config.BOOKING_REQUEST_TTL_SECONDS * SECOND);
  return deadline < startAt ? deadline : startAt;
}

/** Returns the changes of a move: the same visit, in the barber's present zone and with the present buffers. */
export function changesOfMove(
  { status: before, scheduledAt, endAt }: Booking,
  startAt: Date,
  { barber, by, ...terms }: { barber: Barber; by: Party } & Pick<Terms, 'now' | 'config'>,
) {
  const minutes = (endAt.getTime() - scheduledAt.getTime()) / MINUTE;
  const status = rescheduledStatus(before, by, barber.requestMode);
  return {
    status,
    scheduledAt: startAt,
    ...intervalsFrom(startAt, minutes, barber.buffers),
    timezone: barber.timezone,
    expiresAt: status === 'requested' ? requestDeadline(startAt, terms) : null,
    departedAt: null,
  } satisfies Partial<Booking>;
}

/** Returns the end of the visit, and the interval on the calendar: the visit with its buffers. */
const intervalsFrom = (startAt: Date, minutes: number, { before, after }: Barber['buffers']) => ({
  endAt: plus(startAt, minutes * MINUTE),
  claimedFrom: plus(startAt, -before * MINUTE),
  claimedTo: plus(startAt, (minutes + after) * MINUTE),
});

function bookingOf(
  barber: Barber,
  { serviceIds, startAt }: { serviceIds: string[]; startAt: Date },
  { id, now, config }: Terms,
): Booking {
  if (!barber.bookable || !barber.userId) throw notBookable();
  const { services, minutes, amount } = visitOf(barber.services, serviceIds);
  const price = { amount, currency: barber.currency };
  return {
    id,
    services,
    status: 'accepted',
    customerId: null,
    guest: null,
    barberId: barber.id,
    barberUserId: barber.userId,
    conversationId: null,
    scheduledAt: startAt,
    ...intervalsFrom(startAt, minutes, barber.buffers),
    timezone: barber.timezone,
    location: null,
    note: null,
    payment: expectedPayment(price, barber.commissionRate ?? config.COMMISSION_RATE, 'in_person'),
    expiresAt: null,
    departedAt: null,
    version: 1,
    createdAt: now,
    history: [],
  };
}

/**
 * Returns the place of a home visit, or null for a visit in the shop. The distance is measured from the same snapped point that
 * search shows: refusals must not reveal where a home-visit barber lives.
 */
function placeOf(barber: Barber, location: CreateBooking['location']): Booking['location'] {
  if (!location) {
    if (barber.visits === 'home') throw locationRequired();
    return null;
  }
  if (barber.visits === 'shop') throw locationNotServed();
  const from = barber.publicLocation?.coordinates;
  if (!from || distanceBetween(from, location.coordinates) > barber.serviceRadius) throw outsideServiceRadius();
  const { address, ...point } = location;
  return { ...point, ...(address && { address }) };
}
