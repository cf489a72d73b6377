import { lifeOfABooking } from '../../../../test/support/booking-matrix.ts';
import type { BookingStatus, Party } from './booking-transitions.ts';
import { actionsFor, earliestFor, mayDo, partyOf } from './bookings.policy.ts';

const now = new Date('2027-03-01T12:00:00Z');
const minutesFromNow = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const home = { type: 'Point' as const, coordinates: [-2.58, 51.45] as [number, number] };
const development = { now, limits: { production: false, BOOKING_START_EARLY_MINUTES: 120 }, approved: true };
const production = { ...development, limits: { ...development.limits, production: true } };
const PARTIES: Party[] = ['customer', 'barber', 'admin', 'system'];

/** A home visit tomorrow. The barber has not set off. */
const booking = (status: BookingStatus, more: Partial<Parameters<typeof actionsFor>[1]> = {}) => ({
  status,
  scheduledAt: minutesFromNow(1_440),
  expiresAt: status === 'requested' ? minutesFromNow(15) : null,
  location: home,
  departedAt: null,
  ...more,
});

describe('the party of an actor to a booking', () => {
  const parties = { customerId: 'carla', barberUserId: 'bob' };
  it.each([
    ['carla', 'customer', 'customer'],
    ['bob', 'barber', 'barber'],
    ['ada', 'admin', 'admin'],
    ['carl', 'customer', undefined],
    ['ben', 'barber', undefined],
    // A role says nothing about this booking.
    ['carla', 'admin', 'customer'],
  ] as const)('%s, in the role of %s, is its %s', (id, role, party) => {
    expect(partyOf({ id, role }, parties)).toBe(party);
  });

  it('makes nobody the customer of a guest’s booking', () => {
    expect(partyOf({ id: 'carla', role: 'customer' }, { customerId: null, barberUserId: 'bob' })).toBeUndefined();
  });
});

describe('what a party may do', () => {
  it.each(PARTIES.flatMap((party) => lifeOfABooking.statuses.map((status) => ({ party, status }))))(
    '$party, when the booking is $status',
    ({ party, status }) => {
      expect(actionsFor(party, booking(status), development).sort()).toEqual(
        lifeOfABooking.verbsOf(party, status).toSorted(),
      );
    },
  );

  it.each(lifeOfABooking.verbs)('%s is refused to a party that can never do it, whatever the status', (verb) => {
    for (const party of PARTIES) {
      const ever = lifeOfABooking.cells.some((cell) => cell.verb === verb && cell.parties.includes(party));
      expect([party, mayDo(party, verb)]).toEqual([party, ever]);
    }
  });

  it('lets the barber only decline or cancel an expired request', () => {
    const ranOut = booking('requested', { expiresAt: now });
    expect(actionsFor('barber', ranOut, development)).toEqual(['decline', 'cancel']);
    expect(actionsFor('customer', ranOut, development)).toEqual(['cancel']);
  });

  it('offers to set off only for visits at the customer’s place, and once', () => {
    expect(actionsFor('barber', booking('accepted', { location: null }), development)).not.toContain('depart');
    expect(actionsFor('barber', booking('accepted', { departedAt: now }), development)).not.toContain('depart');
  });
});

describe('a barber whose approval was withdrawn', () => {
  it('cannot accept, and can do everything else as before', () => {
    for (const status of lifeOfABooking.statuses)
      expect(actionsFor('barber', booking(status), { ...development, approved: false }).sort()).toEqual(
        lifeOfABooking
          .verbsOf('barber', status)
          .filter((verb) => verb !== 'accept')
          .toSorted(),
      );
  });
});

describe('too early, in production', () => {
  it.each([
    ['start', 121, false],
    ['start', 120, true],
    ['no-show', 1, false],
    ['no-show', 0, true],
    ['complete', 121, true],
  ] as const)('%s, %d minutes before the visit: %s', (verb, minutes, allowed) => {
    const scheduledAt = minutesFromNow(minutes);
    const status = verb === 'complete' ? 'in_progress' : 'accepted';
    expect(actionsFor('barber', booking(status, { scheduledAt }), production).includes(verb)).toBe(allowed);
  });

  it('has no lower limit in development', () => {
    expect(earliestFor('start', booking('accepted'), development.limits)).toBeUndefined();
  });
});
