import type { Config } from '../../common/config/config.ts';
import { distanceBetween } from '../../common/geo/geo.ts';
import { sumOf } from '../../common/money/money.ts';
import { serviceNotOffered } from '../availability/availability.errors.ts';
import type { Barber } from '../barbers/barber.types.ts';
import type { BookingRecord, Guest } from './booking.schema.ts';
import { conversationIdOf, type CreateBooking, type CreateGuestBooking } from './bookings.dto.ts';
import { locationNotServed, locationRequired, notBookable, outsideServiceRadius } from './bookings.errors.ts';
import type { Booking } from './booking.types.ts';

const MINUTE = 60_000;

interface Terms {
  id: string;
  now: Date;
  config: Pick<Config, 'COMMISSION_RATE' | 'BOOKING_REQUEST_TTL_SECONDS'>;
}

/** The booking a customer's request would become. Throws when the barber, the services or the place cannot be booked. */
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

/** A visit of somebody without an account; `guest` as it is to be stored. */
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

/** A request waits this long for the barber, but never past its own start. */
export function requestDeadline(startAt: Date, { now, config }: Pick<Terms, 'now' | 'config'>): Date {
  return new Date(Math.min(now.getTime() + config.BOOKING_REQUEST_TTL_SECONDS * 1_000, startAt.getTime()));
}

/** The interval on the calendar: the visit with its buffers. */
export const claimedInterval = (startAt: Date, minutes: number, { before, after }: Barber['buffers']) => ({
  claimedFrom: new Date(startAt.getTime() - before * MINUTE),
  claimedTo: new Date(startAt.getTime() + (minutes + after) * MINUTE),
});

function bookingOf(
  barber: Barber,
  { serviceIds, startAt }: { serviceIds: string[]; startAt: Date },
  { id, now, config }: Terms,
): Booking {
  if (!barber.bookable || !barber.userId) throw notBookable();
  const services = serviceIds.map((serviceId) => {
    const service = barber.services.find((offered) => offered.serviceId === serviceId);
    if (!service) throw serviceNotOffered();
    return service;
  });
  const minutes = sumOf(services.map(({ duration }) => duration));
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
    endAt: new Date(startAt.getTime() + minutes * MINUTE),
    ...claimedInterval(startAt, minutes, barber.buffers),
    timezone: barber.timezone,
    location: null,
    note: null,
    payment: paymentOf(sumOf(services.map(({ price }) => price.amount)), barber, config.COMMISSION_RATE),
    expiresAt: null,
    departedAt: null,
    version: 1,
    createdAt: now,
    history: [],
  };
}

/** Rates are taken to a millionth: then the product is a whole number, and half a penny is exactly half. */
const MILLION = 1_000_000;

/** Commission as it would be today, rounded once, half up; the remainder is the barber's. Final when the money is captured. */
function paymentOf(
  amount: number,
  { currency, commissionRate }: Barber,
  defaultRate: number,
): BookingRecord['payment'] {
  const millionths = amount * Math.round((commissionRate ?? defaultRate) * MILLION);
  const commission = Math.floor((millionths + MILLION / 2) / MILLION);
  const money = (value: number) => ({ amount: value, currency });
  return {
    status: 'pending',
    method: 'in_person',
    amount: money(amount),
    commission: money(commission),
    payoutAmount: money(amount - commission),
  };
}

/** Measured from the same snapped point that search shows: refusals must not reveal where a home-visit barber lives. */
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
