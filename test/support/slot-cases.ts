import fc from 'fast-check';
import { WEEKDAYS, type DayHours, type MinuteSpan, type WeeklyHours } from '../../src/common/time/hours.ts';
import type { SlotQuery } from '../../src/modules/shop/availability/open-slots.types.ts';
import { ask, clockFormat, oracleSlots, wallClock } from './open-slots.oracle.ts';
import { clockText, minute as minutesAt } from './slot-query.ts';

const DAY = 1_440;

/** A zone and a time to test. `at` is the epoch minute of a clock change, or any minute in a zone without changes. */
export interface Moment {
  zone: string;
  at: number;
  change: boolean;
}

export type OpenSlots = (query: SlotQuery) => MinuteSpan[];

/** The years are fixed, so that a run next year tests the same nights. */
const YEARS = { from: minutesAt('2026-01-01T00:00Z'), until: minutesAt('2028-01-01T00:00Z') };

/** Returns every clock change of two years in every zone, and an ordinary day of zones without changes. */
export function everyClockChange(): Moment[] {
  return Intl.supportedValuesOf('timeZone').flatMap((zone, index): Moment[] => {
    const changes = clockChanges(zone, YEARS.from, YEARS.until);
    if (changes.length > 0) return changes.map((at) => ({ zone, at, change: true }));
    return [{ zone, at: YEARS.from + (index % 730) * DAY + ((index * 97) % DAY), change: false }];
  });
}

/** Past nights that will probably not happen again: skipped and repeated dates, half hours, changes over midnight. */
export const ODD_NIGHTS: Moment[] = (
  [
    ['Pacific/Apia', '2011-12-30T10:00Z'], // 30 December left out
    ['Pacific/Kwajalein', '1993-08-21T12:00Z'], // 21 August left out
    ['America/Sao_Paulo', '2018-11-04T03:00Z'], // gap at midnight
    ['America/Sao_Paulo', '2018-02-18T02:00Z'], // fold to the evening before
    ['America/St_Johns', '2010-11-07T02:31Z'], // fold at 00:01: the new date begins, stops and begins again
    ['America/St_Johns', '2011-03-13T03:31Z'], // gap at 00:01
    ['Asia/Beirut', '2026-03-28T22:00Z'],
    ['Africa/Cairo', '2014-05-15T22:00Z'],
    ['America/Caracas', '2016-05-01T07:00Z'], // half an hour forward
    ['Asia/Pyongyang', '2015-08-14T15:00Z'], // half an hour back
    ['Australia/Lord_Howe', '2026-04-04T15:00Z'],
    ['Antarctica/Troll', '2026-03-29T01:00Z'], // two hours
  ] as const
).map(([zone, iso]) => ({ zone, at: minutesAt(iso), change: true }));

/** Finds clock changes with Intl alone: checks every day, then searches by halves in a day whose offset changed. */
function clockChanges(zone: string, from: number, until: number): number[] {
  const format = clockFormat(zone);
  const offsetAt = (epochMinute: number): number => {
    const { date, minute } = ask(format, epochMinute);
    return Date.parse(date) / 60_000 + minute - epochMinute;
  };
  const changes: number[] = [];
  let before = offsetAt(from);
  for (let day = from; day < until; day += DAY) {
    const after = offsetAt(day + DAY);
    if (after !== before) changes.push(firstMinute(day, day + DAY, (minute) => offsetAt(minute) === after));
    before = after;
  }
  return changes;
}

/** Returns the first minute in (low, high] from which `holds` is true. */
function firstMinute(low: number, high: number, holds: (minute: number) => boolean): number {
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

const wallTime = fc.oneof(
  fc.constantFrom('00:00', '00:30', '01:00', '01:30', '02:00', '02:30', '03:00', '21:00', '23:00', '23:30', '24:00'),
  fc.integer({ min: 0, max: 288 }).map((step) => clockText(step * 5)),
  fc.integer({ min: 0, max: DAY }).map(clockText),
);
const wallSpan = fc
  .tuple(wallTime, wallTime)
  .map(([a, b]) => (a < b ? { startTime: a, endTime: b } : { startTime: b, endTime: a }));
const dayHours: fc.Arbitrary<DayHours> = fc
  .tuple(
    fc.oneof(fc.constant({ startTime: '00:00', endTime: '24:00' }), wallSpan),
    fc.array(wallSpan, { maxLength: 2, size: 'max' }),
    fc.boolean(),
  )
  .map(([span, breaks, pause]) => ({ ...span, breaks: pause ? breaks : [] }));
/** Two kinds of day alternate through the week; a third kind is closed. */
const weeklyHours: fc.Arbitrary<WeeklyHours> = fc
  .tuple(
    dayHours,
    dayHours,
    fc.array(fc.constantFrom(0, 0, 0, 1, 1, 1, 2), { minLength: 7, maxLength: 7, size: 'max' }),
  )
  .map(([a, b, picks]) =>
    Object.fromEntries(WEEKDAYS.flatMap((name, index) => (picks[index] === 2 ? [] : [[name, [a, b][picks[index]!]]]))),
  );

const about = (min: number, max: number) => fc.integer({ min, max });
const buffer = fc.oneof(fc.constantFrom(0, 5, 10, 15), about(0, 90));
const numbers = fc.record({
  windowStart: about(-1_600, 100),
  windowLength: fc.oneof(about(600, 2_600), about(0, 2_600)),
  nowBefore: about(-400, 2_000),
  duration: fc.oneof(fc.constantFrom(15, 20, 30, 45, 60, 90), about(1, 240)),
  bufferBefore: buffer,
  bufferAfter: buffer,
  grid: fc.constantFrom(1, 5, 7, 10, 15, 15, 20, 30, 45, 50, 60, 100, 120, 1_440),
  notice: fc.oneof(fc.constant(0), about(0, 600)),
  horizonDays: fc.constantFrom(0, 1, 2, 365, 365, 365, 365, 365),
});
const exception = fc.tuple(about(-2, 2), fc.option(dayHours, { nil: { closed: true } as const, freq: 3 }));
const length = fc.oneof(about(0, 60), about(0, 400));
/** An entry near the moment, or at the edges of the window, where one minute matters. */
const busyEntry = fc.oneof(
  { weight: 2, arbitrary: fc.tuple(fc.constant('at' as const), about(-2_000, 2_000), length) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('from' as const, 'to' as const), about(-60, 20), length) },
);

/** Returns queries for any barber and any visit in a window around the moment. */
export const queryAbout = ({ zone, at }: Moment): fc.Arbitrary<SlotQuery> =>
  fc
    .record({
      n: numbers,
      weekly: weeklyHours,
      exceptions: fc.array(exception, { maxLength: 3 }),
      busy: fc.array(busyEntry, { maxLength: 6 }),
    })
    .map(({ n, weekly, exceptions, busy }) => {
      const { windowStart, windowLength, nowBefore, ...rules } = n;
      const from = at + windowStart;
      const to = from + windowLength;
      const origin = { at, from, to };
      return {
        zone,
        ...rules,
        weekly,
        exceptions: exceptions.map(([day, hours]) => ({ date: wallClock(zone, at + day * DAY).date, ...hours })),
        busy: busy.map(([place, start, minutes]) => spanFrom(origin[place] + start, minutes)),
        now: from - nowBefore,
        from,
        to,
      };
    });

const spanFrom = (start: number, minutes: number): MinuteSpan => ({ start, end: start + minutes });

/** Returns undefined when `subject` answers as the oracle does, otherwise a text that says what is wrong. */
export function difference(subject: OpenSlots, query: SlotQuery, expected = oracleSlots(query)): string | undefined {
  const actual = subject(query);
  const [wanted, given] = [new Set(expected.map(keyOf)), new Set(actual.map(keyOf))];
  const missing = expected.filter((slot) => !given.has(keyOf(slot)));
  const extra = actual.filter((slot) => !wanted.has(keyOf(slot)));
  if (missing.length > 0 || extra.length > 0)
    return `not offered: ${list(query.zone, missing)}\nwrongly offered: ${list(query.zone, extra)}`;
  if (actual.length !== expected.length) return `offered twice: ${list(query.zone, actual)}`;
  return actual.every((slot, index) => keyOf(slot) === keyOf(expected[index]!)) ? undefined : 'not in order';
}

const keyOf = ({ start, end }: MinuteSpan): string => `${start}-${end}`;

function list(zone: string, slots: readonly MinuteSpan[]): string {
  const shown = slots.slice(0, 5).map(({ start }) => {
    const { date, minute } = wallClock(zone, start);
    return `${date} ${clockText(minute)} (${new Date(start * 60_000).toISOString().slice(0, 16)}Z)`;
  });
  return `${shown.join(', ') || 'none'}${slots.length > 5 ? ` and ${slots.length - 5} more` : ''}`;
}

/**
 * Tries `runs` cases around one moment. Returns the smallest failing case as text for an example test, or undefined when no case
 * fails. `judge` says what is wrong with a case, if anything.
 */
export function failureAbout(
  moment: Moment,
  judge: (query: SlotQuery) => string | undefined,
  { seed, runs, shrink = true }: { seed: number; runs: number; shrink?: boolean },
): string | undefined {
  const property = fc.property(queryAbout(moment), (query) => {
    const wrong = judge(deepFreeze(query));
    if (wrong) throw new Error(wrong);
  });
  const result = fc.check(property, { seed, numRuns: runs, endOnFailure: !shrink });
  if (!result.failed) return undefined;
  const reason = result.errorInstance instanceof Error ? result.errorInstance.message : 'no answer';
  const place = `${moment.zone}, about ${new Date(moment.at * 60_000).toISOString()}`;
  return `${place}\n${reason}\nquery: ${JSON.stringify(result.counterexample?.[0])}`;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
