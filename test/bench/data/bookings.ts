import type { Booking } from '../../../src/modules/booking/bookings/booking.types.ts';
import { calendarIds } from '../../../src/modules/shop/calendars/calendar-days.policy.ts';
import type { CalendarRecord } from '../../../src/modules/shop/calendars/calendar.schema.ts';
import { Random } from '../../storm/random.ts';
import { idOf } from './barbers.ts';
import type { Application } from './application.ts';
import { SEED } from './size.ts';
import type { Visit } from './visits.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;
const TERMS = { COMMISSION_RATE: 0.15, BOOKING_REQUEST_TTL_SECONDS: 900 };

/** Makes booking documents from visits as the application does: requested, answered and completed. */
export class Bookings {
  private readonly random = new Random(SEED);
  private readonly bookVisit: Application['bookVisit'];
  private readonly customers: string[];
  private readonly regulars: string[];
  private count = 0;

  constructor({ bookVisit }: Application, customers: string[], regulars: number) {
    this.bookVisit = bookVisit;
    this.customers = customers;
    this.regulars = customers.slice(0, regulars);
  }

  coming(visit: Visit, askedAt: Date): Booking {
    return this.accepted(visit, this.random.pick(this.regulars), askedAt);
  }

  private accepted({ barber, startAt }: Visit, customerId: string, askedAt: Date): Booking {
    const input = {
      barberId: barber.id,
      serviceIds: [barber.services[0]!.serviceId],
      startAt,
      paymentMethod: 'in_person' as const,
    };
    const terms = { id: idOf(4, this.count++), now: askedAt, config: TERMS };
    const booking = this.bookVisit(barber, customerId, input, terms);
    return changed(booking, 'accept', 'accepted', new Date(askedAt.getTime() + 5 * MINUTE));
  }

  past(visit: Visit): Booking {
    const askedAt = new Date(visit.startAt.getTime() - this.random.between(1, 10) * DAY);
    const booking = this.accepted(visit, this.random.pick(this.customers), askedAt);
    const { scheduledAt, endAt } = booking;
    const end = this.random.weighted({ completed: 87, cancelled: 8, no_show: 5 });
    if (end === 'cancelled') return changed(booking, 'cancel', end, new Date(scheduledAt.getTime() - 60 * MINUTE));
    if (end === 'no_show') return changed(booking, 'no-show', end, new Date(scheduledAt.getTime() + 10 * MINUTE));
    return changed(changed(booking, 'start', 'in_progress', scheduledAt), 'complete', end, endAt);
  }
}

function changed(booking: Booking, verb: string, to: Booking['status'], at: Date): Booking {
  const line = { at, verb, by: verb === 'cancel' ? 'customer' : 'barber', from: booking.status, to };
  const history = [...booking.history, line];
  return { ...booking, status: to, expiresAt: null, version: booking.version + 1, history };
}

/** Returns the calendars after the bookings of one barber. Cancelled bookings have no entries. */
export function calendarsOf(bookings: Booking[]): CalendarRecord[] {
  const days = new Map<string, CalendarRecord>();
  for (const { id, barberId, claimedFrom: start, claimedTo: end, status } of bookings) {
    for (const day of calendarIds(barberId, { start, end })) {
      const record = days.get(day) ?? { _id: day, busy: [], version: 0 };
      record.version += status === 'cancelled' ? 3 : 2;
      if (status !== 'cancelled') record.busy.push({ bookingId: id, kind: 'booking', start, end, until: null });
      days.set(day, record);
    }
  }
  return [...days.values()];
}
