import type { Problem } from '../../../../common/errors/problem.ts';
import { snapToGrid } from '../../../../common/geo/geo.ts';
import { newBarber } from '../../../shop/barbers/new-barber.ts';
import { derive } from '../../../shop/barbers/bookability.ts';
import type { CreateBooking } from '../bookings.dto.ts';
import { bookGuest, bookVisit, changesOfMove, requestDeadline } from './new-booking.ts';

const now = new Date('2027-03-01T08:00:00Z');
const config = { COMMISSION_RATE: 0.15, BOOKING_REQUEST_TTL_SECONDS: 900 };
const terms = { id: 'b'.repeat(24), now, config };
const BEARD = 'a1'.repeat(12);
const CUT = 'a2'.repeat(12);
const gbp = (amount: number) => ({ amount, currency: 'GBP' });

/** A barber in Bristol who can be booked. */
function barber(more: Partial<ReturnType<typeof newBarber>> = {}) {
  const base = newBarber({
    id: 'c'.repeat(24),
    userId: 'd'.repeat(24),
    name: 'Bob',
    createdAt: now,
    timezone: 'Europe/London',
    approved: true,
    location: { type: 'Point', coordinates: [-2.5879, 51.4545] },
    availability: { monday: { startTime: '09:00', endTime: '17:00', breaks: [] } },
    services: [
      { serviceId: BEARD, name: 'Beard trim', price: gbp(1_500), duration: 30 },
      { serviceId: CUT, name: 'Haircut', price: gbp(3_500), duration: 45 },
    ],
    ...more,
  });
  return { ...base, ...(derive(base) as object) };
}
const request = (more: Partial<CreateBooking> = {}): CreateBooking => ({
  barberId: 'c'.repeat(24),
  serviceIds: [BEARD],
  startAt: new Date('2027-03-01T10:00:00Z'),
  paymentMethod: 'in_person',
  ...more,
});
const book = (who = barber(), input = request()) => bookVisit(who, 'e'.repeat(24), input, terms);
const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as Problem).code;
  }
  return 'none';
};

describe('a new booking', () => {
  it('is a request with one history line, version 1 and the barber’s zone', () => {
    expect(book()).toMatchObject({
      status: 'requested',
      version: 1,
      timezone: 'Europe/London',
      createdAt: now,
      history: [{ at: now, verb: 'request', by: 'customer', from: null, to: 'requested' }],
    });
  });

  it('is accepted at once by a barber who takes everybody, and then has no deadline', () => {
    const booking = book(barber({ requestMode: 'instant' }));
    expect(booking).toMatchObject({ status: 'accepted', expiresAt: null });
    expect(booking.history).toEqual([{ at: now, verb: 'book', by: 'customer', from: null, to: 'accepted' }]);
  });

  it('keeps today’s prices, names and durations when the price list changes', () => {
    const who = barber();
    const booking = book(who);
    who.services[0] = { ...who.services[0]!, price: gbp(9_900), duration: 90, name: 'Luxury trim' };
    expect(booking.services).toEqual([{ serviceId: BEARD, name: 'Beard trim', price: gbp(1_500), duration: 30 }]);
    expect(booking.payment.amount).toEqual(gbp(1_500));
    expect(booking.endAt).toEqual(new Date('2027-03-01T10:30:00Z'));
  });

  it('adds up several services, in the order they were asked for', () => {
    const booking = book(barber(), request({ serviceIds: [CUT, BEARD] }));
    expect(booking.services.map(({ name }) => name)).toEqual(['Haircut', 'Beard trim']);
    expect(booking.payment.amount).toEqual(gbp(5_000));
    expect(booking.endAt).toEqual(new Date('2027-03-01T11:15:00Z'));
  });

  it('takes the buffers on the calendar, not in the visit', () => {
    expect(book(barber({ buffers: { before: 10, after: 5 } }))).toMatchObject({
      scheduledAt: new Date('2027-03-01T10:00:00Z'),
      endAt: new Date('2027-03-01T10:30:00Z'),
      claimedFrom: new Date('2027-03-01T09:50:00Z'),
      claimedTo: new Date('2027-03-01T10:35:00Z'),
    });
  });

  it.each([
    ['not approved', { approved: false }],
    ['suspended', { suspended: true }],
    ['a listing without an owner', { userId: null }],
    ['without services', { services: [] }],
    ['without hours', { availability: {} }],
    ['without a place', { location: null }],
  ])('is refused by a barber who is %s', (_what, more) => {
    expect(refusal(() => book(barber(more)))).toBe('not-bookable');
    expect(refusal(() => bookGuest(barber(more), request(), { name: 'Gus' }, terms))).toBe('not-bookable');
  });

  it('is refused for a service this barber does not offer', () => {
    expect(refusal(() => book(barber(), request({ serviceIds: [BEARD, 'f'.repeat(24)] })))).toBe('service-not-offered');
  });
});

describe('commission', () => {
  it.each([
    [0.15, null, 525, 'the usual rate'],
    [0.15, 0.2, 700, 'the barber’s own rate'],
    [0.15, 0, 0, 'the barber’s own rate, although it is nothing'],
  ])('at a usual rate of %d and an own rate of %s is %d: %s', (usual, commissionRate, commission, _why) => {
    const at = { ...terms, config: { ...config, COMMISSION_RATE: usual } };
    const { payment } = bookVisit(barber({ commissionRate }), 'e'.repeat(24), request({ serviceIds: [CUT] }), at);
    expect(payment).toMatchObject({
      amount: gbp(3_500),
      commission: gbp(commission),
      payoutAmount: gbp(3_500 - commission),
    });
  });

  it('is rounded once, on the sum of the services', () => {
    const services = [BEARD, CUT].map((serviceId) => ({ serviceId, name: 'Trim', price: gbp(3), duration: 30 }));
    // 15 % of 6 is 0.9 → 1; rounded for each service the sum would be 0.45 → 0.
    expect(book(barber({ services }), request({ serviceIds: [BEARD, CUT] })).payment.commission).toEqual(gbp(1));
  });
});

describe('a new start', () => {
  const noon = new Date('2027-03-02T12:00:00Z');
  const accepted = () => book(barber({ requestMode: 'instant' }));

  it('keeps the length of the visit and takes the barber’s zone and buffers as they are now', () => {
    const who = barber({ timezone: 'Europe/Dublin', buffers: { before: 10, after: 5 } });
    expect(changesOfMove(accepted(), noon, { ...terms, barber: who, by: 'barber' })).toEqual({
      status: 'accepted',
      scheduledAt: noon,
      endAt: new Date('2027-03-02T12:30:00Z'),
      claimedFrom: new Date('2027-03-02T11:50:00Z'),
      claimedTo: new Date('2027-03-02T12:35:00Z'),
      timezone: 'Europe/Dublin',
      expiresAt: null,
      departedAt: null,
    });
  });

  it('wanted by a customer makes a request again, with a deadline, if the barber answers requests by hand', () => {
    const { status, expiresAt } = changesOfMove(accepted(), noon, { ...terms, barber: barber(), by: 'customer' });
    expect([status, expiresAt]).toEqual(['requested', new Date('2027-03-01T08:15:00Z')]);
  });
});

describe('the deadline of a request', () => {
  it.each([
    ['2027-03-01T10:00:00Z', '2027-03-01T08:15:00.000Z'],
    ['2027-03-01T08:15:00Z', '2027-03-01T08:15:00.000Z'],
    // A request never waits past its own start.
    ['2027-03-01T08:05:00Z', '2027-03-01T08:05:00.000Z'],
  ])('for a visit at %s is %s', (startAt, deadline) => {
    expect(requestDeadline(new Date(startAt), terms).toISOString()).toBe(deadline);
  });
});

describe('a place to come to', () => {
  const at = (lng: number, lat: number) =>
    request({ location: { type: 'Point', coordinates: [lng, lat], address: '2 Park Row' } });
  const atHome = at(-2.59, 51.45);

  it.each([
    ['shop', false, 'none'],
    ['shop', true, 'location-not-served'],
    ['home', false, 'location-required'],
    ['home', true, 'none'],
    ['both', false, 'none'],
    ['both', true, 'none'],
  ] as const)('visits: %s, with a place: %s → %s', (visits, given, code) => {
    expect(refusal(() => book(barber({ visits }), given ? atHome : request()))).toBe(code);
  });

  it('is kept with its address', () => {
    expect(book(barber({ visits: 'home' }), atHome).location).toEqual(atHome.location);
  });

  it('is measured from the point that search shows, so refusals do not betray where the barber lives', () => {
    const lives: [number, number] = [-2.5879, 51.4545];
    const shown = snapToGrid(lives);
    const who = barber({ visits: 'home', serviceRadius: 1_000 });
    const metre = 1 / 111_319;
    // The places are north of the shown point by just less and just more than the radius. The true home, some 200 m away, does
    // not matter.
    expect(shown).not.toEqual(lives);
    expect(refusal(() => book(who, at(shown[0], shown[1] + 999 * metre)))).toBe('none');
    expect(refusal(() => book(who, at(shown[0], shown[1] + 1_002 * metre)))).toBe('outside-service-radius');
    expect(refusal(() => book(who, at(shown[0], shown[1] - 999 * metre)))).toBe('none');
    expect(refusal(() => book(who, at(shown[0], shown[1] - 1_002 * metre)))).toBe('outside-service-radius');
  });
});

describe('a guest', () => {
  it('is booked: accepted at once, without an account, with the name that the barber entered', () => {
    const input = { serviceIds: [BEARD], startAt: request().startAt };
    expect(bookGuest(barber(), input, { name: 'Gus' }, terms)).toMatchObject({
      status: 'accepted',
      customerId: null,
      guest: { name: 'Gus' },
      expiresAt: null,
      history: [{ verb: 'book', by: 'barber', from: null, to: 'accepted' }],
    });
  });
});
