import type { MinuteSpan } from '../../src/common/time/hours.ts';
import type { SlotQuery } from '../../src/modules/shop/availability/open-slots.types.ts';

/*
 * Computes what `openSlots` must answer. The code is written to be read, not to be fast, and shares no code with `openSlots`. Intl
 * converts every minute of the window to the wall clock. Every minute is tried as a start, and every rule is checked minute by minute.
 */

const MINUTE = 60_000;
/** A local copy, because looking up a global is slow in Jest, and this function is called for every minute. */
const { floor } = Math;
const DAY_NAMES = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

export interface WallClock {
  /** `yyyy-mm-dd`. */
  date: string;
  /** Minutes past midnight by the wall clock. */
  minute: number;
}

export function oracleSlots(query: SlotQuery): MinuteSpan[] {
  const open = memo((minute) => isOpen(query, minute));
  const taken = memo((minute) => query.busy.some((span) => span.start <= minute && minute < span.end));
  const slots: MinuteSpan[] = [];
  for (let start = query.from; start + query.duration <= query.to; start++) {
    if (wallClock(query.zone, start).minute % query.grid !== 0) continue;
    if (start < query.now + query.notice) continue;
    if (start > query.now + query.horizonDays * 24 * 60) continue;
    const end = start + query.duration;
    if (!every(start, end, open)) continue;
    if (!every(start - query.bufferBefore, end + query.bufferAfter, (minute) => !taken(minute))) continue;
    slots.push({ start, end });
  }
  return slots;
}

function isOpen({ zone, weekly, exceptions }: SlotQuery, epochMinute: number): boolean {
  const { date, minute } = wallClock(zone, epochMinute);
  const exception = exceptions.filter((candidate) => candidate.date === date).at(-1);
  const hours = exception ?? weekly[dayName(date)];
  if (hours === undefined || 'closed' in hours) return false;
  const text = `${pad(floor(minute / 60))}:${pad(minute % 60)}`;
  // "HH:MM" can be compared as text, and no clock shows 24:00.
  if (text < hours.startTime || text >= hours.endTime) return false;
  return !hours.breaks.some((pause) => text >= pause.startTime && text < pause.endTime);
}

/**
 * Returns what the wall clock of `zone` shows at an epoch minute, by Intl. When the clock shows exactly 60 minutes more an hour
 * later, the minutes in between are counted. Only in other hours is Intl asked for every minute.
 */
export function wallClock(zone: string, epochMinute: number): WallClock {
  const { hours, format } = clockOf(zone);
  const hour = floor(epochMinute / 60);
  let clocks = hours.get(hour);
  if (!clocks) hours.set(hour, (clocks = clocksOf(format, hour * 60)));
  return clocks[epochMinute - hour * 60]!;
}

function clocksOf(format: Intl.DateTimeFormat, from: number): WallClock[] {
  const [first, next] = [ask(format, from), ask(format, from + 60)];
  const steady = first.date === next.date && first.minute + 60 === next.minute;
  return Array.from({ length: 60 }, (_, passed) =>
    steady ? { date: first.date, minute: first.minute + passed } : ask(format, from + passed),
  );
}

export function ask(format: Intl.DateTimeFormat, epochMinute: number): WallClock {
  const [date, time] = format.format(epochMinute * MINUTE).split(' ') as [string, string];
  return { date, minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) };
}

/** Only the last zone is cached. Tests use one zone after another, so memory stays small. */
let current: { zone: string; format: Intl.DateTimeFormat; hours: Map<number, WallClock[]> } | undefined;

function clockOf(zone: string) {
  if (current?.zone === zone) return current;
  return (current = { zone, format: clockFormat(zone), hours: new Map() });
}

/** Swedish writes `2026-03-29 02:00`. */
export const clockFormat = (zone: string) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone, ...DIGITS });

const DIGITS = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const;

const dayNames = new Map<string, (typeof DAY_NAMES)[number]>();

function dayName(date: string): (typeof DAY_NAMES)[number] {
  let name = dayNames.get(date);
  if (!name) dayNames.set(date, (name = DAY_NAMES[new Date(date).getUTCDay()]!));
  return name;
}

function every(from: number, until: number, holds: (minute: number) => boolean): boolean {
  for (let minute = from; minute < until; minute++) if (!holds(minute)) return false;
  return true;
}

function memo(ask: (minute: number) => boolean): (minute: number) => boolean {
  const answers = new Map<number, boolean>();
  return (minute) => {
    let answer = answers.get(minute);
    if (answer === undefined) answers.set(minute, (answer = ask(minute)));
    return answer;
  };
}

const pad = (value: number): string => `${value}`.padStart(2, '0');
