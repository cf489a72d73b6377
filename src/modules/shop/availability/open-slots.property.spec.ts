import { oracleSlots, wallClock } from '../../../../test/support/open-slots.oracle.ts';
import { seedFor } from '../../../../test/support/seed.ts';
import {
  difference,
  everyClockChange,
  failureAbout,
  ODD_NIGHTS,
  type Moment,
  type OpenSlots,
} from '../../../../test/support/slot-cases.ts';
import { clockText } from '../../../../test/support/slot-query.ts';
import { firstOpenSlot, isOffered, openSlots } from './open-slots.ts';
import type { DayHours, MinuteSpan, WallSpan, WeeklyHours } from '../../../common/time/hours.ts';
import type { SlotQuery } from './open-slots.types.ts';

const RUNS = 30;
const seed = seedFor('open slots');
const moments = everyClockChange();
const areas = [...new Set(moments.map(({ zone }) => zone.split('/')[0]!))].map((area): [string, Moment[]] => [
  area,
  moments.filter(({ zone }) => zone.split('/')[0] === area),
]);
const tally = { cases: 0, withSlots: 0, slots: 0, acrossChange: 0 };

/** Compares the list with the list of the oracle, and the answers for single starts with the list. */
function judge(moment: Moment, query: SlotQuery): string | undefined {
  const expected = oracleSlots(query);
  count(moment, expected);
  const wrong = difference(openSlots, query, expected);
  if (wrong) return wrong;
  if (firstOpenSlot(query)?.start !== expected[0]?.start) return 'the soonest is not the first of the list';
  const starts = new Set(expected.map(({ start }) => start));
  const odd = someStarts(query, expected).find((start) => isOffered(query, start) !== starts.has(start));
  return odd === undefined ? undefined : `isOffered(${odd}) is ${!starts.has(odd)}, the list says otherwise`;
}

function someStarts({ from, to, duration }: SlotQuery, expected: readonly MinuteSpan[]): number[] {
  const inside = [0, 0.31, 0.5, 0.77].map((part) => from + Math.floor((to - duration - from) * part));
  const offered = [expected[0], expected[expected.length >> 1], expected.at(-1)].map((slot) => slot?.start ?? from);
  return [...inside, ...offered, ...offered.map((start) => start + 1)].filter(
    (start) => start >= from && start + duration <= to,
  );
}

function count({ at, change }: Moment, slots: readonly MinuteSpan[]): void {
  tally.cases += 1;
  tally.slots += slots.length;
  if (slots.length > 0) tally.withSlots += 1;
  if (change && slots.some(({ start, end }) => start < at && at < end)) tally.acrossChange += 1;
}

const expectAgreement = (places: readonly Moment[], round = 0) => {
  for (const [index, moment] of places.entries()) {
    const failure = failureAbout(moment, (query) => judge(moment, query), {
      seed: seed + index + 1_000 * round,
      runs: RUNS,
    });
    if (failure) throw new Error(`SEED=${seed}: ${failure}`);
  }
};

describe('the offer equals the list of a simple reader of the wall clock', () => {
  test.each(areas)(
    'in every zone of %s, about every clock change of two years',
    (_area, places) => {
      expectAgreement(places);
    },
    120_000,
  );

  test('on nights when dates were skipped, repeated or cut in two', () => {
    for (let round = 0; round < 5; round++) expectAgreement(ODD_NIGHTS, round);
  }, 120_000);

  test('in more than 20,000 cases, most of them with something on offer', () => {
    process.stdout.write(`open slots: ${JSON.stringify(tally)} in ${moments.length} places and times\n`);
    expect(moments.filter(({ change }) => change).length).toBeGreaterThan(400);
    expect(tally.cases).toBeGreaterThan(20_000);
    expect(tally.withSlots).toBeGreaterThan(tally.cases * 0.4);
    expect(tally.acrossChange).toBeGreaterThan(500);
  });
});

/** These versions are wrong on purpose: a comparison that accepted one of them would prove nothing. */
const mutants: Record<string, OpenSlots> = {
  'the buffer before a visit is forgotten': (query) => openSlots({ ...query, bufferBefore: 0 }),
  'the buffer after a visit is forgotten': (query) => openSlots({ ...query, bufferAfter: 0 }),
  'the two buffers are confused': (query) =>
    openSlots({ ...query, bufferBefore: query.bufferAfter, bufferAfter: query.bufferBefore }),
  'visits that touch count as an overlap': (query) =>
    openSlots({ ...query, busy: query.busy.map(({ start, end }) => ({ start, end: end + 1 })) }),
  'a busy interval is one minute short': (query) =>
    openSlots({ ...query, busy: query.busy.map(({ start, end }) => ({ start, end: end - 1 })) }),
  'an hour that comes twice is sold twice': (query) =>
    openSlots(query).flatMap((slot) => (secondTime(query, slot) ? [slot, slot] : [slot])),
  'an hour that comes twice is sold the first time only': (query) =>
    openSlots(query).filter((slot) => !secondTime(query, slot)),
  'a break ends a minute early': (query) =>
    openSlots(withBreaks(query, (pause) => ({ ...pause, endTime: less(pause.endTime) }))),
  'breaks are forgotten': (query) => openSlots(withBreaks(query, () => [])),
  'exceptions are forgotten': (query) => openSlots({ ...query, exceptions: [] }),
  'the first of two exceptions for a date counts': (query) =>
    openSlots({ ...query, exceptions: query.exceptions.toReversed() }),
  'a visit may not cross midnight': (query) => openSlots(query).filter((slot) => !crossesMidnight(query, slot)),
  'the clock change is forgotten': (query) => openSlots({ ...query, zone: zoneBefore(query) }),
  'the grid counts from the epoch': (query) =>
    openSlots({ ...query, grid: 1 }).filter(({ start }) => start % query.grid === 0),
  'the notice is one minute short': (query) => openSlots({ ...query, notice: query.notice - 1 }),
  'the horizon is forgotten': (query) => openSlots({ ...query, horizonDays: 365 }),
  'a visit may end a minute after the window': (query) => openSlots({ ...query, to: query.to + 1 }),
  'the list is in no order': (query) => openSlots(query).toReversed(),
};

describe('the comparison with the wall clock notices when', () => {
  const nights = [...ODD_NIGHTS, ...moments.filter(({ change }) => change)];

  test.each(Object.entries(mutants))(
    '%s',
    (_fault, mutant) => {
      const caught = nights.some((moment, index) =>
        failureAbout(moment, (query) => difference(mutant, query), { seed: seed + index, runs: RUNS, shrink: false }),
      );
      expect(caught).toBe(true);
    },
    60_000,
  );
});

/** Returns whether the wall clock has shown this start before, within three hours, the most that clocks go back. */
function secondTime({ zone }: SlotQuery, { start }: MinuteSpan): boolean {
  const shown = wallClock(zone, start);
  return [30, 60, 120, 180].some((earlier) => {
    const before = wallClock(zone, start - earlier);
    return before.date === shown.date && before.minute === shown.minute;
  });
}

const crossesMidnight = ({ zone }: SlotQuery, { start, end }: MinuteSpan): boolean =>
  wallClock(zone, start).date !== wallClock(zone, end - 1).date;

/** The fixed offset in force two days before the window, if the offset is whole hours. */
function zoneBefore({ zone, from }: SlotQuery): string {
  const early = from - 2_880;
  const { date, minute } = wallClock(zone, early);
  const hours = (Date.parse(date) / 60_000 + minute - early) / 60;
  return Number.isInteger(hours) ? `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}` : zone;
}

function withBreaks(query: SlotQuery, change: (pause: WallSpan) => WallSpan | WallSpan[]): SlotQuery {
  const on = <T extends DayHours | { closed: true }>(day: T): T =>
    'closed' in day ? day : { ...day, breaks: day.breaks.flatMap(change) };
  const weekly = Object.fromEntries(Object.entries(query.weekly).map(([name, day]) => [name, on(day)])) as WeeklyHours;
  return { ...query, weekly, exceptions: query.exceptions.map((exception) => on(exception)) };
}

/** One minute before "HH:MM". */
const less = (time: string): string =>
  clockText(Math.max(Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) - 1, 0));
