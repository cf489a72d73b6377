import { rescheduledStatus, STATUSES, TRANSITIONS, transitionOf, VERBS } from './booking-transitions.ts';
import { lifeOfABooking } from '../../../../test/support/booking-matrix.ts';

describe('the life of a booking', () => {
  it('knows exactly the statuses and verbs that clients are told of', () => {
    expect([...STATUSES].sort()).toEqual(lifeOfABooking.statuses.toSorted());
    expect([...VERBS].sort()).toEqual(lifeOfABooking.verbs.toSorted());
  });

  it.each(lifeOfABooking.cells)(
    '$verb of a booking that is $status: $parties → $to',
    ({ verb, status, parties, to }) => {
      const transition = transitionOf(verb);
      expect(transition.from.includes(status)).toBe(to !== undefined);
      if (to === undefined) return;
      expect([...transition.by].sort()).toEqual(parties.toSorted());
      expect(transition.to === 'same' ? status : transition.to).toBe(to);
    },
  );

  it.each([
    ['accept', 'booking.accepted', 'firm'],
    ['decline', 'booking.declined', 'release'],
    ['expire', 'booking.expired', 'release'],
    ['reschedule', 'booking.rescheduled', 'move'],
    ['depart', 'booking.departed', undefined],
    ['start', 'booking.started', undefined],
    ['complete', 'booking.completed', 'release'],
    ['cancel', 'booking.cancelled', 'release'],
    ['no-show', 'booking.no-show', 'release'],
  ] as const)('%s tells of %s, and the chair: %s', (verb, event, chair) => {
    expect(transitionOf(verb)).toMatchObject({ event });
    expect(transitionOf(verb).chair).toBe(chair);
  });

  it('lets nobody accept or move an expired request, and nobody depart to a shop or twice', () => {
    const having = (rule: string) => VERBS.filter((verb) => rule in TRANSITIONS[verb]).sort();
    expect(having('beforeExpiry')).toEqual(['accept', 'reschedule']);
    expect(having('homeVisitOnce')).toEqual(['depart']);
    expect(having('notBefore')).toEqual(['no-show', 'start']);
  });
});

describe('a booking that is moved', () => {
  it.each([
    ['requested', 'customer', 'manual', 'requested'],
    ['requested', 'customer', 'instant', 'requested'],
    ['requested', 'barber', 'manual', 'requested'],
    ['requested', 'barber', 'instant', 'requested'],
    ['accepted', 'customer', 'manual', 'requested'],
    ['accepted', 'customer', 'instant', 'accepted'],
    ['accepted', 'barber', 'manual', 'accepted'],
    ['accepted', 'barber', 'instant', 'accepted'],
  ] as const)('%s, by the %s, the barber deciding %s: is then %s', (status, party, mode, then) => {
    expect(rescheduledStatus(status, party, mode)).toBe(then);
  });
});
