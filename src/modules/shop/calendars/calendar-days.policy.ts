import { DAY } from '../../../common/time/durations.ts';
import type { Interval } from './calendar.types.ts';

/** UTC days an interval may touch; more is refused by those who take intervals from clients. */
export const MAX_DAYS = 62;

/** Ids of the calendar documents of every UTC day the interval touches, ascending. */
export function calendarIds(barberId: string, { start, end }: Interval): string[] {
  const first = Math.floor(start.getTime() / DAY);
  const last = Math.floor((end.getTime() - 1) / DAY);
  return Array.from(
    { length: last - first + 1 },
    (_, i) => `${barberId}:${new Date((first + i) * DAY).toISOString().slice(0, 10)}`,
  );
}

/** Whose day a calendar document is. */
export const barberIdOf = (calendarId: string): string => calendarId.slice(0, calendarId.indexOf(':'));

/** Which UTC day it is, `2026-11-20`. */
export const dateOf = (calendarId: string): string => calendarId.slice(calendarId.indexOf(':') + 1);

export const overlaps = (a: Interval, b: Interval): boolean => a.start < b.end && b.start < a.end;
