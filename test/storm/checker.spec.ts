import { check } from './checker.ts';
import type { Operation, Seen, Span, Verb } from './history.ts';

const TERMS = { holdTtl: 1_000, slack: 0 };
const NINE = { from: 900, to: 930 };
const HALF_PAST = { from: 915, to: 945 };
const TEN = { from: 1_000, to: 1_030 };
let id = 0;

/** Returns one request of a history, sent at the first instant and answered at the second. */
const asked = (verb: Verb, [invokedAt, answeredAt]: [number, number], more: Partial<Operation>): Operation => ({
  client: 1,
  verb,
  barber: 'ann',
  invokedAt,
  answeredAt,
  status: 200,
  ...more,
});
const seen = (claimed: Span, version = 1, more: Partial<Seen> = {}): Seen => ({
  status: 'accepted',
  version,
  claimed,
  expiresAt: null,
  ...more,
});
const booked = (subject: string, wanted: Span, during: [number, number], more: Partial<Seen> = {}) =>
  asked('create', during, { subject, wanted, status: 201, seen: seen(wanted, 1, more) });
const cancelled = (subject: string, during: [number, number], version = 2) =>
  asked('cancel', during, { subject, seen: seen(NINE, version, { status: 'cancelled' }) });
const moved = (subject: string, wanted: Span, during: [number, number], version = 2) =>
  asked('reschedule', during, { subject, wanted, seen: seen(wanted, version) });
const refused = (wanted: Span, during: [number, number], more: Partial<Operation> = {}) =>
  asked('create', during, { wanted, status: 409, code: 'slot-taken', client: ++id, ...more });
const away = (subject: string, wanted: Span, during: [number, number]) =>
  asked('time-off', during, { subject, wanted, status: 201 });

const verdict = (...history: Operation[]) => check(history, TERMS);
const overlaps = (...history: Operation[]) => verdict(...history).overlaps.length;
const unexplained = (...history: Operation[]) => verdict(...history).unexplained.length;

describe('two bookings of one chair', () => {
  test('that overlap while both are certainly active are found', () => {
    expect(overlaps(booked('a', NINE, [0, 10]), booked('b', HALF_PAST, [20, 30]))).toBe(1);
  });
  test('are found when both were acknowledged to requests at the same time', () => {
    expect(overlaps(booked('a', NINE, [0, 10]), booked('b', NINE, [0, 10]))).toBe(1);
  });
  test('may follow each other without a gap', () => {
    expect(overlaps(booked('a', NINE, [0, 10]), booked('b', { from: 930, to: 960 }, [20, 30]))).toBe(0);
  });
  test('may be at the same time at different barbers', () => {
    expect(overlaps(booked('a', NINE, [0, 10]), { ...booked('b', NINE, [20, 30]), barber: 'bob' })).toBe(0);
  });
  test('may have the same time one after the other', () => {
    expect(overlaps(booked('a', NINE, [0, 10]), cancelled('a', [20, 30]), booked('b', NINE, [40, 50]))).toBe(0);
  });
  test('are not certain to overlap when the first may have been cancelled just before', () => {
    expect(overlaps(booked('a', NINE, [0, 10]), cancelled('a', [20, 60]), booked('b', NINE, [30, 40]))).toBe(0);
  });
  test('overlap when the second was acknowledged before anybody asked to cancel the first', () => {
    expect(overlaps(booked('a', NINE, [0, 10]), booked('b', NINE, [20, 30]), cancelled('a', [40, 50]))).toBe(1);
  });
  test('overlap although somebody asked to cancel the first, when that was refused', () => {
    const late = asked('cancel', [12, 14], { subject: 'a', status: 409, code: 'illegal-transition' });
    expect(overlaps(booked('a', NINE, [0, 10]), late, booked('b', NINE, [20, 30]))).toBe(1);
  });
  test('are not certain to overlap when nobody knows whether the first was cancelled', () => {
    const lost = asked('cancel', [12, Infinity], { subject: 'a', status: 0 });
    expect(overlaps(booked('a', NINE, [0, 10]), lost, booked('b', NINE, [20, 30]))).toBe(0);
  });
  test('are found with time off in the place of one', () => {
    expect(overlaps(booked('a', NINE, [0, 10]), away('t', { from: 0, to: 9_000 }, [20, 30]))).toBe(1);
    const ended = asked('time-off-end', [40, 50], { subject: 't', status: 204 });
    expect(overlaps(away('t', { from: 0, to: 9_000 }, [20, 30]), ended, booked('a', NINE, [60, 70]))).toBe(0);
  });
});

describe('a request that waits for the barber', () => {
  const waiting = { status: 'requested', expiresAt: 100 };

  test('gives way after its deadline', () => {
    expect(overlaps(booked('a', NINE, [0, 10], waiting), booked('b', NINE, [101, 110]))).toBe(0);
  });
  test('holds the chair until then', () => {
    expect(overlaps(booked('a', NINE, [0, 10], waiting), booked('b', NINE, [60, 70]))).toBe(1);
  });
  test('holds the chair for good once it is accepted', () => {
    const accepted = asked('accept', [80, 90], { subject: 'a', seen: seen(NINE, 2) });
    expect(overlaps(booked('a', NINE, [0, 10], waiting), accepted, booked('b', NINE, [200, 210]))).toBe(1);
  });
  test('gives way within the slack between two clocks', () => {
    const history = [booked('a', NINE, [0, 10], waiting), booked('b', NINE, [90, 95])];
    expect(check(history, { holdTtl: 1_000, slack: 10 }).overlaps).toHaveLength(0);
  });
});

describe('a booking that was moved', () => {
  test('no longer holds the time it left', () => {
    expect(overlaps(booked('a', NINE, [0, 10]), moved('a', TEN, [20, 30]), booked('b', NINE, [40, 50]))).toBe(0);
  });
  test('holds the time it went to', () => {
    expect(overlaps(booked('a', NINE, [0, 10]), moved('a', TEN, [20, 30]), booked('b', TEN, [40, 50]))).toBe(1);
  });
  test('may overlap the time it left', () => {
    expect(overlaps(booked('a', NINE, [0, 10]), moved('a', HALF_PAST, [20, 30]))).toBe(0);
  });
  test('is followed by version, in whatever order the answers came', () => {
    const history = [moved('a', NINE, [20, 60], 3), moved('a', TEN, [20, 30], 2), booked('a', NINE, [0, 10])];
    expect(overlaps(...history, booked('b', TEN, [70, 80]))).toBe(0);
    expect(overlaps(...history, booked('b', NINE, [70, 80]))).toBe(1);
  });
});

describe('a refusal for want of a chair', () => {
  test('is explained by a booking that was there', () => {
    expect(unexplained(booked('a', NINE, [0, 10]), refused(HALF_PAST, [20, 30]))).toBe(0);
  });
  test('is explained by a booking that was just being made', () => {
    expect(unexplained(booked('a', NINE, [20, 90]), refused(HALF_PAST, [20, 30]))).toBe(0);
  });
  test('is explained by a booking that was just being cancelled', () => {
    expect(unexplained(booked('a', NINE, [0, 10]), cancelled('a', [20, 50]), refused(NINE, [40, 60]))).toBe(0);
  });
  test('is not explained by a booking that was cancelled before', () => {
    expect(unexplained(booked('a', NINE, [0, 10]), cancelled('a', [20, 30]), refused(NINE, [40, 60]))).toBe(1);
  });
  test('is not explained by a booking that came afterwards', () => {
    expect(unexplained(refused(NINE, [0, 10]), booked('a', NINE, [20, 30]))).toBe(1);
  });
  test('is not explained by a request that had run out', () => {
    const waiting = { status: 'requested', expiresAt: 100 };
    expect(unexplained(booked('a', NINE, [0, 10], waiting), refused(NINE, [110, 120]))).toBe(1);
  });
  test('is not explained by a booking next to it or at another barber', () => {
    expect(unexplained(booked('a', { from: 870, to: 900 }, [0, 10]), refused(NINE, [20, 30]))).toBe(1);
    expect(unexplained({ ...booked('a', NINE, [0, 10]), barber: 'bob' }, refused(NINE, [20, 30]))).toBe(1);
  });
  test('of a move is not explained by the booking itself', () => {
    const move = refused(HALF_PAST, [20, 30], { verb: 'reschedule', subject: 'a' });
    expect(unexplained(booked('a', NINE, [0, 10]), move)).toBe(1);
  });
  test('is explained by a claim in flight that was refused for another reason later', () => {
    expect(unexplained(refused(NINE, [0, 50], { code: 'customer-busy' }), refused(NINE, [20, 30]))).toBe(0);
    expect(unexplained(refused(NINE, [0, 15], { code: 'customer-busy' }), refused(NINE, [20, 30]))).toBe(1);
  });
  test('is not explained by another quick refusal: that one never held anything', () => {
    expect(unexplained(refused(NINE, [0, 50]), refused(NINE, [20, 30]))).toBe(2);
  });
  test('is explained by a refused claim that had time to lapse, which needs no explanation itself', () => {
    const found = verdict(refused(NINE, [0, 1_200]), refused(NINE, [20, 30]));
    expect([found.unexplained.length, found.excused]).toEqual([0, 1]);
  });
  test('is explained by a request whose outcome nobody knows', () => {
    const lost = asked('create', [0, Infinity], { wanted: NINE, status: 0 });
    expect(unexplained(lost, refused(NINE, [500, 510]))).toBe(0);
  });
  test('as not on offer is explained by time off only', () => {
    const notOnOffer = refused(NINE, [20, 30], { status: 422, code: 'outside-availability' });
    expect(unexplained(booked('a', NINE, [0, 10]), notOnOffer)).toBe(1);
    expect(unexplained(away('t', { from: 0, to: 9_000 }, [0, 10]), notOnOffer)).toBe(0);
  });
});

describe('answers that must not come', () => {
  test('5xx and silence are reported', () => {
    const broken = asked('accept', [0, 10], { subject: 'a', status: 503, code: 'too-busy' });
    expect(verdict(broken, asked('accept', [0, Infinity], { subject: 'a', status: 0 })).serverErrors).toHaveLength(2);
  });
  test('a code that this request cannot get is reported', () => {
    expect(verdict(asked('accept', [0, 10], { subject: 'a', status: 403, code: 'forbidden' })).unexpected).toHaveLength(
      1,
    );
    expect(
      verdict(asked('accept', [0, 10], { subject: 'a', status: 409, code: 'slot-taken' })).unexpected,
    ).toHaveLength(1);
  });
  test('two changes that made the same version are reported', () => {
    const history = [booked('a', NINE, [0, 10]), moved('a', TEN, [20, 30], 2), cancelled('a', [20, 30], 2)];
    expect(verdict(...history).unexpected).toEqual(['a version 2 was made 2 times']);
  });
  test('a history in order has none', () => {
    const history = [booked('a', NINE, [0, 10]), moved('a', TEN, [20, 30], 2), cancelled('a', [40, 50], 3)];
    expect(verdict(...history)).toEqual({
      overlaps: [],
      unexplained: [],
      serverErrors: [],
      unexpected: [],
      excused: 0,
    });
  });
});
