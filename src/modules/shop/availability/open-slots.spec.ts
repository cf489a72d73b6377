import { asked, hours, minute, starts } from '../../../../test/support/slot-query.ts';
import { firstOpenSlot, isOffered, openSlots } from './open-slots.ts';
import type { MinuteSpan, WeeklyHours } from '../../../common/time/hours.ts';
import type { SlotQuery } from './open-slots.types.ts';

const LONDON = 'Europe/London';
const MONDAY = '2026-06-15';
const london = (weekly: WeeklyHours | string, more: Partial<SlotQuery> = {}) => asked(LONDON, MONDAY, weekly, more);
/** London keeps UTC+1 in June. */
const at = (time: string): number => minute(`${MONDAY}T${time}+01:00`);
const taken = (from: string, until: string): MinuteSpan => ({ start: at(from), end: at(until) });

describe('an ordinary day', () => {
  test('offers every half hour at which an hour’s visit fits into the hours', () => {
    expect(starts(london('09:00-12:00'))).toBe('09:00 09:30 10:00 10:30 11:00');
  });

  test('a visit ends when its services end, buffers aside', () => {
    const [first] = openSlots(london('09:00-12:00', { bufferBefore: 10, bufferAfter: 10 }));
    expect(first).toEqual(taken('09:00', '10:00'));
  });

  test('nothing is offered on a day without hours', () => {
    expect(starts(london({ tuesday: hours('09:00-17:00') }))).toBe('');
  });

  test('a visit longer than the hours is never offered', () => {
    expect(starts(london('09:00-12:00', { duration: 181 }))).toBe('');
  });

  test('starts lie on the grid past midnight, not past opening time', () => {
    expect(starts(london('09:10-12:00', { grid: 45 }))).toBe('09:45 10:30');
  });

  test('a grid that does not divide the day begins anew each midnight', () => {
    const query = london('00:00-24:00', { grid: 1_000, to: at('00:00') + 2 * 1_440 });
    expect(starts(query)).toBe('00:00 16:40 00:00 16:40');
  });

  test('hours to 24:00 let the last visit end at midnight', () => {
    expect(starts(london('22:00-24:00'))).toBe('22:00 22:30 23:00');
  });

  test('the window keeps visits that start at its beginning and end at its end', () => {
    expect(starts(london('09:00-17:00', { from: at('10:00'), to: at('11:30') }))).toBe('10:00 10:30');
  });

  test('the soonest visit is the first of the list', () => {
    expect(firstOpenSlot(london('09:00-12:00'))).toEqual(taken('09:00', '10:00'));
    expect(firstOpenSlot(london({}))).toBeUndefined();
  });
});

describe('breaks', () => {
  test('a visit may end when a break begins and begin when it ends, but not reach into it', () => {
    expect(starts(london('09:00-14:00, 11:00-12:00'))).toBe('09:00 09:30 10:00 12:00 12:30 13:00');
  });

  test('two breaks count in whatever order they are written', () => {
    expect(starts(london('09:00-14:00, 12:30-13:00, 10:00-10:30'))).toBe('09:00 10:30 11:00 11:30 13:00');
  });

  test('buffers may overlap breaks and closing time', () => {
    const query = london('09:00-14:00, 11:00-12:00', { bufferBefore: 45, bufferAfter: 45 });
    expect(starts(query)).toBe('09:00 09:30 10:00 12:00 12:30 13:00');
  });
});

describe('time already taken', () => {
  test('visits may touch, not overlap', () => {
    expect(starts(london('09:00-13:00', { busy: [taken('10:00', '11:00')] }))).toBe('09:00 11:00 11:30 12:00');
  });

  test('buffers keep their distance from taken time', () => {
    const query = london('09:00-14:00', { busy: [taken('11:00', '11:30')], bufferBefore: 15, bufferAfter: 15 });
    expect(starts(query)).toBe('09:00 09:30 12:00 12:30 13:00');
  });

  test('buffers keep their distance from taken time outside the hours', () => {
    const query = london('09:00-12:00', { busy: [taken('08:30', '09:00'), taken('12:00', '13:00')] });
    expect(starts(query)).toBe('09:00 09:30 10:00 10:30 11:00');
    expect(starts({ ...query, bufferBefore: 5, bufferAfter: 5 })).toBe('09:30 10:00 10:30');
  });

  test('one minute too many at either end of the window is enough', () => {
    const window = { grid: 1, from: at('10:00'), to: at('11:02') };
    expect(starts(london('09:00-14:00', window))).toBe('10:00 10:01 10:02');
    expect(starts(london('09:00-14:00', { ...window, busy: [taken('09:00', '10:01')] }))).toBe('10:01 10:02');
    expect(starts(london('09:00-14:00', { ...window, busy: [taken('11:01', '12:00')] }))).toBe('10:00 10:01');
  });

  test('taken intervals may be in any order and may overlap, and the list is not changed', () => {
    const busy = [taken('12:00', '12:30'), taken('09:30', '11:00'), taken('10:00', '10:15'), taken('09:00', '09:00')];
    const before = JSON.stringify(busy);
    expect(starts(london('09:00-14:00', { busy: Object.freeze(busy) }))).toBe('11:00 12:30 13:00');
    expect(JSON.stringify(busy)).toBe(before);
  });
});

describe('notice and horizon', () => {
  test('a visit starts no sooner than the notice allows, and then at once', () => {
    expect(starts(london('09:00-12:00', { now: at('09:00'), notice: 60 }))).toBe('10:00 10:30 11:00');
    expect(starts(london('09:00-12:00', { now: at('09:01'), notice: 60 }))).toBe('10:30 11:00');
  });

  test('without notice a visit may start this minute, never in the past', () => {
    expect(starts(london('09:00-12:00', { now: at('10:30') }))).toBe('10:30 11:00');
  });

  test('a visit starts no later than the horizon, counted in whole days from now', () => {
    expect(starts(london('09:00-12:00', { now: at('10:00') - 1_440, horizonDays: 1 }))).toBe('09:00 09:30 10:00');
  });

  test('a window beyond the horizon is empty however long it is', () => {
    expect(starts(london('00:00-24:00', { horizonDays: 3, to: Number.MAX_SAFE_INTEGER }))).toBe('');
  });
});

describe('dated exceptions', () => {
  const other = (date: string, text: string) => ({ date, ...hours(text) });

  test('a closed date offers nothing, the day after is as usual', () => {
    const exceptions = [{ date: MONDAY, closed: true as const }];
    const query = london('09:00-10:00', { exceptions, to: at('00:00') + 2 * 1_440 });
    expect(openSlots(query)).toEqual([{ start: at('09:00') + 1_440, end: at('10:00') + 1_440 }]);
  });

  test('other hours replace the weekly ones, breaks included', () => {
    const exceptions = [other(MONDAY, '10:00-13:00')];
    expect(starts(london('09:00-17:00, 11:00-12:00', { exceptions }))).toBe('10:00 10:30 11:00 11:30 12:00');
  });

  test('a date may be opened in a week that is closed', () => {
    expect(starts(london({}, { exceptions: [other(MONDAY, '10:00-11:00')] }))).toBe('10:00');
  });

  test('of two for one date the later in the list counts', () => {
    const exceptions = [other(MONDAY, '10:00-11:00'), other(MONDAY, '14:00-15:00')];
    expect(starts(london('09:00-17:00', { exceptions }))).toBe('14:00');
  });
});

describe('over midnight', () => {
  const night = (saturday: string) =>
    asked(
      LONDON,
      '2026-06-19',
      { friday: hours('22:00-24:00'), saturday: hours(saturday) },
      { to: at('12:00') + 7200 },
    );

  test('a visit may cross midnight when Friday ends at 24:00 and Saturday begins at 00:00', () => {
    expect(starts(night('00:00-01:30'))).toBe('22:00 22:30 23:00 23:30 00:00 00:30');
  });

  test('a visit may not cross midnight when Saturday begins later', () => {
    expect(starts(night('00:30-02:00'))).toBe('22:00 22:30 23:00 00:30 01:00');
  });

  test('a break at midnight parts the two days', () => {
    expect(starts(night('00:00-02:00, 00:00-00:30'))).toBe('22:00 22:30 23:00 00:30 01:00');
  });

  test('a window that begins at midnight still knows that the barber was open before', () => {
    const query = { ...night('00:00-02:00'), from: minute('2026-06-20T00:00+01:00') };
    expect(starts(query)).toBe('00:00 00:30 01:00');
  });
});

describe('asking for one start', () => {
  const query = london('09:00-12:00', { busy: [taken('10:00', '10:30')] });
  const offered = (time: string, more: Partial<SlotQuery> = {}) => isOffered({ ...query, ...more }, at(time));

  test('every start of the list is on offer', () => {
    expect(openSlots(query).map(({ start }) => isOffered(query, start))).toEqual([true, true, true]);
  });

  test('a start off the grid, too soon, too far ahead or out of hours is not on offer', () => {
    expect(offered('09:05')).toBe(false);
    expect(offered('11:00', { now: at('10:40'), notice: 30 })).toBe(false);
    expect(offered('11:00', { horizonDays: 6 })).toBe(false);
    expect(offered('11:30')).toBe(false);
    expect(isOffered(query, at('09:00') + 0.5)).toBe(false);
    expect(isOffered(query, Number.NaN)).toBe(false);
  });

  test('a taken start is not on offer, unless the question leaves the chair to the gate', () => {
    expect(offered('09:30')).toBe(false);
    expect(offered('09:30', { busy: [] })).toBe(true);
  });

  test('the question does not depend on a window', () => {
    expect(offered('11:00', { from: 0, to: 0 })).toBe(true);
  });
});

describe('invalid input', () => {
  test('a grid or a visit of no length, a malformed time and an unknown zone are refused', () => {
    expect(() => openSlots(london('09:00-12:00', { grid: 0 }))).toThrow(RangeError);
    expect(() => openSlots(london('09:00-12:00', { duration: 0 }))).toThrow(RangeError);
    expect(() => openSlots(london('9:00-12:00'))).toThrow('not wall-clock times: "9:00", "12:00"');
    expect(() => openSlots(london('09:00-12:00', { zone: 'Mars/Olympus' }))).toThrow(RangeError);
  });
});
