import { disagreementsIn, orphansIn, type DatabaseState, type Day, type Owner } from './database-check.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const HOLD_TTL = 1_000;
const at = (text: string) => new Date(`2026-11-${text}:00Z`);
const inSeconds = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);

const owner = (more: Partial<Owner> = {}): Owner => ({
  _id: 'a',
  barberId: 'ann',
  kind: 'booking',
  from: at('23T09:00'),
  to: at('23T09:45'),
  status: 'accepted',
  expiresAt: null,
  ...more,
});
const entryOf = ({ _id, kind, from, to, expiresAt }: Owner) => ({
  bookingId: _id,
  kind,
  start: from,
  end: to,
  until: expiresAt,
});
const day = (date: string, ...busy: Day['busy']): Day => ({ _id: `ann:2026-11-${date}`, busy });
const stateOf = (owners: Owner[], days: Day[]): DatabaseState => ({ before: NOW, after: NOW, owners, days });
const disagreements = (owners: Owner[], ...days: Day[]) => disagreementsIn(stateOf(owners, days), HOLD_TTL).length;

describe('bookings and calendars', () => {
  test('agree when an active booking stands on its day', () => {
    expect(disagreements([owner()], day('23', entryOf(owner())))).toBe(0);
  });
  test('disagree when it stands nowhere, twice, or with other instants', () => {
    expect(disagreements([owner()])).toBe(1);
    expect(disagreements([owner()], day('23', entryOf(owner()), entryOf(owner())))).toBeGreaterThan(0);
    expect(disagreements([owner()], day('23', { ...entryOf(owner()), end: at('23T10:00') }))).toBe(1);
  });
  test('disagree when it stands on one of its two days only', () => {
    const late = owner({ from: at('23T23:45'), to: at('24T00:30') });
    expect(disagreements([late], day('23', entryOf(late)))).toBe(1);
    expect(disagreements([late], day('23', entryOf(late)), day('24', entryOf(late)))).toBe(0);
  });
  test('agree when a visit ends at midnight and stands on one day', () => {
    const late = owner({ from: at('23T23:15'), to: at('24T00:00') });
    expect(disagreements([late], day('23', entryOf(late)))).toBe(0);
  });
  test('disagree when an accepted booking would lapse, or a request has another deadline', () => {
    expect(disagreements([owner()], day('23', { ...entryOf(owner()), until: inSeconds(30) }))).toBe(1);
    const request = owner({ status: 'requested', expiresAt: inSeconds(60) });
    expect(disagreements([request], day('23', entryOf(request)))).toBe(0);
    expect(disagreements([request], day('23', { ...entryOf(request), until: inSeconds(30) }))).toBe(1);
  });
  test('may or may not show a request that has run out', () => {
    const request = owner({ status: 'requested', expiresAt: inSeconds(-1) });
    expect(disagreements([request])).toBe(0);
    expect(disagreements([request], day('23', entryOf(request)))).toBe(0);
  });
  test('disagree when a booking that ended still holds its chair', () => {
    expect(disagreements([owner({ status: 'cancelled' })], day('23', entryOf(owner())))).toBe(1);
  });
  test('disagree when it stands on a day that is not its own', () => {
    expect(disagreements([owner()], day('23', entryOf(owner())), day('24', entryOf(owner())))).toBe(1);
  });
  test('allow a claim whose booking is not there yet, but none that lives longer than claims do', () => {
    expect(disagreements([], day('23', { ...entryOf(owner()), until: inSeconds(1) }))).toBe(0);
    expect(disagreements([], day('23', { ...entryOf(owner()), until: inSeconds(2) }))).toBe(1);
    expect(disagreements([], day('23', entryOf(owner())))).toBe(1);
  });
  test('disagree when two live entries of a day overlap', () => {
    const other = owner({ _id: 'b', from: at('23T09:30'), to: at('23T10:15') });
    expect(disagreements([owner(), other], day('23', entryOf(owner()), entryOf(other)))).toBe(1);
  });
});

test('a hold is an orphan when nobody sweeps it in time', () => {
  const orphans = (seconds: number) =>
    orphansIn(stateOf([], [day('23', { ...entryOf(owner()), until: inSeconds(seconds) })]), 5_000).length;
  expect([orphans(-4), orphans(-6)]).toEqual([0, 1]);
});
