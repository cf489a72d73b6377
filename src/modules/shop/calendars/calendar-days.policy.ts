import { DAY } from '../../../common/time/durations.ts';
import type { Interval } from './calendar.types.ts';

/** The most UTC days that an interval may touch. Modules that take intervals from clients refuse longer intervals. */
export const MAX_DAYS = 62;

/** Returns the ids of the calendar documents of every UTC day that the interval touches, in ascending order. */
export function calendarIds(barberId: string, { start, end }: Interval): string[] {
  const first = Math.floor(start.getTime() / DAY);
  const last = Math.floor((end.getTime() - 1) / DAY);
  return Array.from(
    { length: last - first + 1 },
    (_, i) => `${barberId}:${new Date((first + i) * DAY).toISOString().slice(0, 10)}`,
  );
}

/** Returns the id of the barber to whom the calendar document belongs. */
export const barberIdOf = (calendarId: string): string => calendarId.slice(0, calendarId.indexOf(':'));

/** Returns the UTC date of the calendar document, such as `2026-11-20`. */
export const dateOf = (calendarId: string): string => calendarId.slice(calendarId.indexOf(':') + 1);

export const overlaps = (a: Interval, b: Interval): boolean => a.start < b.end && b.start < a.end;
