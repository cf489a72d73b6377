import { DAY, MINUTE } from '../../../common/time/durations.ts';
import { WEEKDAYS, type DayHours, type WeeklyHours } from '../../../common/time/hours.ts';
import type { ParsedTag } from './opening-hours-library.ts';

const MINUTES_A_DAY = DAY / MINUTE;
/** Minutes. Longer nights are misreadings: the library reads "9 to 5" as twenty hours, from 09:00 to 05:00 of the next day. */
const LONGEST_NIGHT = 16 * 60;
/** As many breaks as a barber may enter. */
const MOST_BREAKS = 10;

/** Minutes from the first midnight. `isSure` is false when the tag says "by appointment" or similar. */
interface OpenSpan {
  start: number;
  end: number;
  isSure: boolean;
}

/** Returns the hours of each of `days` days from `first` (a midnight), or undefined when the tag cannot mean these hours. */
export function hoursFrom(tag: ParsedTag, first: Date, days: number): (DayHours | undefined)[] | undefined {
  const until = new Date(first.getFullYear(), first.getMonth(), first.getDate() + days);
  const spans = tag
    .getOpenIntervals(first, until)
    .filter(([, , , comment]) => !/open end/i.test(comment ?? ''))
    .map(([from, to, isUnknown]) => ({
      start: wallMinutes(first, from),
      end: wallMinutes(first, to),
      isSure: !isUnknown,
    }));
  if (spans.some(isMisread)) return undefined;
  const hours = Array.from({ length: days }, (_, day) => hoursOfDay(spans, day * MINUTES_A_DAY));
  return hours.some((day) => day && day.breaks.length > MOST_BREAKS) ? undefined : hours;
}

/** Returns the days as a week, or undefined when all days are closed. `days` must begin on a Monday. */
export function toWeek(days: readonly (DayHours | undefined)[]): WeeklyHours | undefined {
  const open = WEEKDAYS.flatMap((weekday, i) => (days[i] ? [[weekday, days[i]] as const] : []));
  return open.length > 0 ? Object.fromEntries(open) : undefined;
}

/**
 * Counts by the calendar and the wall clock, so that the result is the same on machines in any zone and on days of clock changes.
 */
const wallMinutes = (first: Date, at: Date): number => (wallClock(at) - wallClock(first)) / MINUTE;

const wallClock = (at: Date): number =>
  Date.UTC(at.getFullYear(), at.getMonth(), at.getDate(), at.getHours(), at.getMinutes());

function isMisread({ start, end, isSure }: OpenSpan): boolean {
  const length = end - start;
  if (!isSure || Math.floor(start / MINUTES_A_DAY) === Math.floor((end - 1) / MINUTES_A_DAY)) return false;
  const isRoundTheClock = start % MINUTES_A_DAY !== 0 && length % MINUTES_A_DAY === 0; // 09:00-09:00
  return isRoundTheClock || (start % MINUTES_A_DAY !== 0 && length > LONGEST_NIGHT && length < MINUTES_A_DAY);
}

/**
 * Returns the hours of one day, from midnight to midnight. The gaps between the first opening and the last closing become breaks.
 */
function hoursOfDay(spans: readonly OpenSpan[], midnight: number): DayHours | undefined {
  const today = spans
    .filter(({ start, end }) => start < midnight + MINUTES_A_DAY && end > midnight)
    .map((span) => ({
      ...span,
      start: Math.max(span.start - midnight, 0),
      end: Math.min(span.end - midnight, MINUTES_A_DAY),
    }));
  const sure = today.filter(({ isSure }) => isSure);
  // "Mo-Fr 09:00-18:00 by appointment" means hours; "by appointment" alone, or outside other hours, does not.
  const open = merge(sure.length > 0 ? sure : today.filter(({ start, end }) => start > 0 && end < MINUTES_A_DAY));
  const [first, last] = [open[0], open.at(-1)];
  if (!first || !last) return undefined;
  const breaks = open.slice(1).map((span, i) => wallSpan(open[i]!.end, span.start));
  return { ...wallSpan(first.start, last.end), breaks };
}

function merge(spans: readonly OpenSpan[]): OpenSpan[] {
  const merged: OpenSpan[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const before = merged.at(-1);
    if (before && span.start <= before.end) before.end = Math.max(before.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}

const wallSpan = (start: number, end: number) => ({ startTime: wallTime(start), endTime: wallTime(end) });

const wallTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
