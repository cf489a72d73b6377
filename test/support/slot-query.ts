import { WEEKDAYS, type DayHours, type MinuteSpan, type WeeklyHours } from '../../src/common/time/hours.ts';
import { openSlots } from '../../src/modules/shop/availability/open-slots.ts';
import type { SlotQuery } from '../../src/modules/shop/availability/open-slots.types.ts';
import { wallClock } from './open-slots.oracle.ts';

export const minute = (iso: string): number => Date.parse(iso) / 60_000;
export const span = (start: string, end: string): MinuteSpan => ({ start: minute(start), end: minute(end) });

/** Reads hours such as "09:00-17:00, 12:00-13:00": first the hours, then the breaks. */
export function hours(text: string): DayHours {
  const [day, ...breaks] = text.split(', ').map((part) => {
    const [startTime, endTime] = part.split('-') as [string, string];
    return { startTime, endTime };
  });
  return { ...day!, breaks };
}

export const everyDay = (text: string): WeeklyHours => Object.fromEntries(WEEKDAYS.map((day) => [day, hours(text)]));

/** Returns a query for a visit of one hour on a grid of half hours, on the local day `date`, well in advance. */
export function asked(
  zone: string,
  date: string,
  weekly: WeeklyHours | string,
  more: Partial<SlotQuery> = {},
): SlotQuery {
  const midnight = firstMinuteOf(zone, date);
  return {
    zone,
    weekly: typeof weekly === 'string' ? everyDay(weekly) : weekly,
    exceptions: [],
    busy: [],
    now: midnight - 7 * 1_440,
    duration: 60,
    bufferBefore: 0,
    bufferAfter: 0,
    grid: 30,
    notice: 0,
    horizonDays: 365,
    from: midnight,
    to: midnight + 1_440,
    ...more,
  };
}

function firstMinuteOf(zone: string, date: string): number {
  let at = minute(`${date}T00:00Z`) - 1_440;
  while (wallClock(zone, at).date < date) at += 1;
  return at;
}

/** Returns the local time of each open start. */
export const starts = (query: SlotQuery): string =>
  openSlots(query)
    .map(({ start }) => shown(query.zone, start))
    .join(' ');

export const shown = (zone: string, at: number): string => clockText(wallClock(zone, at).minute);

/** Returns "HH:MM" for minutes past midnight. */
export const clockText = (past: number): string =>
  [Math.floor(past / 60), past % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** Returns the UTC time of each open start. */
export const utc = (query: SlotQuery): string =>
  openSlots(query)
    .map(({ start }) => new Date(start * 60_000).toISOString().slice(11, 16))
    .join(' ');
