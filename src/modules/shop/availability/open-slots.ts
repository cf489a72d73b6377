import { openMinutes, WEEKDAYS, type MinuteSpan } from '../../../common/time/hours.ts';
import { DAY_MINUTES, nextDate, utcDateOf, zonedDay, type ZonedDay } from '../../../common/time/zoned-day.ts';
import type { OfferQuery, SlotQuery } from './open-slots.types.ts';

/*
 * The only rule about clocks: an instant is open when the barber's wall clock then shows a time inside the hours of that local
 * date and outside the breaks. A visit needs every minute of its length open. Four facts follow from this rule:
 * - Spring gap: the times that the clock skips are not instants. Hours or breaks that begin in the gap begin where the gap ends.
 * - Autumn fold: a time that is shown twice is two instants, and each instant is offered once. In the night when 01:00–02:00
 *   comes twice, hours from 01:30 are open 01:30–02:00, closed for the second 01:00–01:30, and open again.
 * - Days that touch (Monday to 24:00, Tuesday from 00:00) are one opening, so a visit may cross midnight.
 * - A duration is time that passes, not a difference between two clock readings.
 */

/**
 * A stretch of open instants of one local day. `midnight` is the epoch minute of 00:00 on that day's clock, the origin of the
 * grid.
 */
interface Opening extends MinuteSpan {
  midnight: number;
  /** End of the unbroken opening to which this stretch belongs. */
  openUntil: number;
}

/** Returns every visit on offer in the window, in ascending order. The spans do not include buffers. */
export const openSlots = (query: SlotQuery): MinuteSpan[] => offers(query, Infinity);

/** Returns the first visit on offer in the window. */
export const firstOpenSlot = (query: SlotQuery): MinuteSpan | undefined => offers(query, 1)[0];

/**
 * Returns whether a visit may start at this epoch minute, by the rules of `openSlots`. Pass `busy: []` to leave the chair to the
 * gate.
 */
export const isOffered = (query: OfferQuery, start: number): boolean =>
  offers({ ...query, from: start, to: start + query.duration }, 1).length === 1;

/**
 * Returns an epoch minute before which no start at or after `at` can lie, whatever the hours and the bookings are. Looks only at
 * the grid, so the call is cheap.
 */
export function earliestStart({ zone, grid }: Pick<SlotQuery, 'zone' | 'grid'>, at: number): number {
  for (const date of [utcDateOf(at), utcDateOf(at - DAY_MINUTES), utcDateOf(at + DAY_MINUTES)]) {
    for (const { wallStart, wallEnd, epochStart } of zonedDay(zone, date).segments) {
      const end = epochStart + wallEnd - wallStart;
      // After midnight or a clock change the grid may begin anew.
      if (epochStart <= at && at < end) return Math.min(onGrid(at, epochStart - wallStart, grid), end);
    }
  }
  return at;
}

function offers(query: SlotQuery, limit: number): MinuteSpan[] {
  const { duration, grid, now } = query;
  if (!(duration >= 1 && grid >= 1)) throw new RangeError('duration and grid are at least one minute');
  const first = Math.ceil(Math.max(query.from, now + query.notice));
  const last = Math.floor(Math.min(query.to - duration, now + query.horizonDays * DAY_MINUTES));
  if (!(first <= last)) return [];
  return slotsBetween(query, { start: first, end: last }, limit);
}

/**
 * Moves two pointers: openings and blocked starts both ascend, so each of them is passed once. `starts` holds the first and the
 * last allowed start.
 */
function slotsBetween(query: SlotQuery, starts: MinuteSpan, limit: number): MinuteSpan[] {
  const { duration, grid } = query;
  const blocked = blockedStarts(query, starts);
  const slots: MinuteSpan[] = [];
  let next = 0;
  for (const opening of openingsOf(query, starts)) {
    const last = Math.min(opening.end - 1, opening.openUntil - duration, starts.end);
    let start = onGrid(Math.max(opening.start, starts.start), opening.midnight, grid);
    while (start <= last) {
      while (next < blocked.length && blocked[next]!.end <= start) next++;
      const block = blocked[next];
      if (block && block.start < start) {
        start = onGrid(block.end, opening.midnight, grid);
        continue;
      }
      slots.push({ start, end: start + duration });
      if (slots.length >= limit) return slots;
      start += grid;
    }
  }
  return slots;
}

/** Returns the first minute at or after `at` that is a whole number of grid steps after `midnight`. */
const onGrid = (at: number, midnight: number, grid: number): number =>
  midnight + Math.ceil((at - midnight) / grid) * grid;

/**
 * Returns the starts that busy intervals block, in ascending order and with overlaps merged. A visit at `s` takes [s -
 * bufferBefore, s + duration + bufferAfter), so each busy interval blocks the starts strictly between two minutes. An empty
 * interval blocks no start.
 */
function blockedStarts({ busy, duration, bufferBefore, bufferAfter }: SlotQuery, starts: MinuteSpan): MinuteSpan[] {
  const blocked: MinuteSpan[] = [];
  for (const { start, end } of busy) {
    const span = { start: start - bufferAfter - duration, end: end + bufferBefore };
    if (start < end && span.start < starts.end && span.end > starts.start) blocked.push(span);
  }
  blocked.sort(byStart);
  const merged: MinuteSpan[] = [];
  for (const span of blocked) {
    const before = merged.at(-1);
    if (before && span.start < before.end) before.end = Math.max(before.end, span.end);
    else merged.push(span);
  }
  return merged;
}

/** Returns the openings of all dates that the window may touch: in every zone these dates lie within a day of the UTC dates. */
function openingsOf(query: SlotQuery, starts: MinuteSpan): Opening[] {
  const hoursOf = hoursByDay(query);
  const openings: Opening[] = [];
  const last = utcDateOf(starts.end + query.duration + DAY_MINUTES);
  for (let date = utcDateOf(starts.start - DAY_MINUTES); date <= last; date = nextDate(date)) {
    const day = zonedDay(query.zone, date);
    addOpenings(day, hoursOf(day), openings);
  }
  // Local dates are not in ascending order where the clock goes back over midnight.
  openings.sort(byStart);
  joinTouching(openings);
  return openings;
}

/**
 * Returns the hours of a day. A dated exception replaces the weekly hours of its date; of two exceptions for one date the last in
 * the list counts.
 */
function hoursByDay({ weekly, exceptions }: SlotQuery): (day: ZonedDay) => readonly MinuteSpan[] {
  const byWeekday: MinuteSpan[][] = [];
  const byDate = new Map(exceptions.map((exception) => [exception.date, exception]));
  return ({ date, weekday }) => {
    const exception = byDate.get(date);
    return exception ? openMinutes(exception) : (byWeekday[weekday] ??= openMinutes(weekly[WEEKDAYS[weekday]!]));
  };
}

function addOpenings({ segments }: ZonedDay, hours: readonly MinuteSpan[], openings: Opening[]): void {
  for (const { wallStart, wallEnd, epochStart } of segments) {
    const midnight = epochStart - wallStart;
    for (const span of hours) {
      const start = midnight + Math.max(span.start, wallStart);
      const end = midnight + Math.min(span.end, wallEnd);
      if (start < end) openings.push({ start, end, midnight, openUntil: end });
    }
  }
}

function joinTouching(openings: Opening[]): void {
  for (let index = openings.length - 2; index >= 0; index--) {
    const [opening, following] = [openings[index]!, openings[index + 1]!];
    if (opening.end === following.start) opening.openUntil = following.openUntil;
  }
}

const byStart = (a: MinuteSpan, b: MinuteSpan): number => a.start - b.start;
