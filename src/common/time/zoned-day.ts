import { LRUCache } from 'lru-cache';
import { Temporal } from 'temporal-polyfill';

/** Minutes of a UTC day. Local days may have more or fewer minutes, or none. */
export const DAY_MINUTES = 1_440;

/**
 * A part of one local day without a clock change. All fields are minutes: while the wall clock shows `w` in
 * [wallStart, wallEnd), the instant is `epochStart + w - wallStart`.
 */
export interface DaySegment {
  wallStart: number;
  wallEnd: number;
  epochStart: number;
}

/**
 * One local date in one zone. A plain day has one segment, and a day with a clock change has two. A day that the zone skipped
 * (Apia, 30 December 2011) has none. Segments are in order of time. Two segments need not touch: when the clock goes back over
 * midnight, the next date lies between them for a while.
 */
export interface ZonedDay {
  date: string;
  /** Monday is 0. */
  weekday: number;
  segments: readonly DaySegment[];
}

/** The size is enough for one year in fifty zones. A day takes about half a kilobyte. */
const cache = new LRUCache<string, ZonedDay>({ max: 20_000 });

/**
 * Returns how the wall clock of `date` (`yyyy-mm-dd`) in `zone` maps to minutes of the epoch. Throws a RangeError for an unknown
 * zone or date.
 */
export function zonedDay(zone: string, date: string): ZonedDay {
  const key = `${zone} ${date}`;
  const known = cache.get(key);
  if (known) return known;
  const midnight = minuteOf(Temporal.PlainDate.from(date).toZonedDateTime('UTC'));
  const day = { date, weekday: (midnight / DAY_MINUTES + 3) % 7, segments: segmentsOf(zone, midnight) };
  cache.set(key, day);
  return day;
}

/**
 * Walks through the spans of constant offset from one day before the date to one day after, because no offset is longer than a
 * day, and keeps the parts that fall on the date. A plain day costs one conversion and one search for the next change. `midnight`
 * is the midnight of the date in UTC, in minutes of the epoch.
 */
function segmentsOf(zone: string, midnight: number): DaySegment[] {
  const segments: DaySegment[] = [];
  const last = midnight + 2 * DAY_MINUTES;
  let from = midnight - DAY_MINUTES;
  let at: Temporal.ZonedDateTime | null = instantOf(from).toZonedDateTimeISO(zone);
  while (at && from < last) {
    // Offsets with seconds ended in 1972. They are rounded to minutes.
    const shift = Math.round(at.offsetNanoseconds / 60e9) - midnight;
    at = at.getTimeZoneTransition('next');
    const until = at ? Math.min(minuteOf(at), last) : last;
    const wallStart = Math.max(from + shift, 0);
    const wallEnd = Math.min(until + shift, DAY_MINUTES);
    if (wallStart < wallEnd) segments.push({ wallStart, wallEnd, epochStart: wallStart - shift });
    from = until;
  }
  return segments;
}

/** Returns the local date (`yyyy-mm-dd`) of `zone` at a minute of the epoch. */
export const localDateOf = (zone: string, epochMinute: number): string =>
  instantOf(epochMinute).toZonedDateTimeISO(zone).toPlainDate().toString();

/** Returns the UTC date (`yyyy-mm-dd`) at a minute of the epoch. */
export const utcDateOf = (epochMinute: number): string => new Date(epochMinute * 60_000).toISOString().slice(0, 10);

/** Returns the date after `date` (`yyyy-mm-dd`). */
export const nextDate = (date: string): string => utcDateOf(Date.parse(date) / 60_000 + DAY_MINUTES);

/**
 * Tells whether `name` is a zone of the IANA database in the exact spelling. Old names such as US/Pacific count. Offsets
 * (`+01:00`) do not count, because they have no clock changes. `europe/london` does not count, because clients in other languages
 * refuse it.
 */
export function isZone(name: string): boolean {
  if (!/^[A-Z][\w+/-]*$/i.test(name)) return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return timeZone === name || timeZone.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}

const instantOf = (epochMinute: number): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(epochMinute * 60_000);

const minuteOf = (at: Temporal.ZonedDateTime): number => Math.round(at.epochMilliseconds / 60_000);
