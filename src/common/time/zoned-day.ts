import { LRUCache } from 'lru-cache';
import { Temporal } from 'temporal-polyfill';

/** Minutes of a day on the UTC scale; local days may have more, fewer or none. */
export const DAY = 1_440;

/**
 * A stretch of one local day without a clock change, all in minutes: while the wall clock shows `w` in
 * [wallStart, wallEnd), the instant is `epochStart + w - wallStart`.
 */
export interface DaySegment {
  wallStart: number;
  wallEnd: number;
  epochStart: number;
}

/**
 * One local date of one zone. A plain day has one segment, a day with a clock change two, a day the zone skipped
 * (Apia, 30 December 2011) none. Ascending by instant. Two segments need not touch: where the clock goes back over
 * midnight, the next date lies between them for a while.
 */
export interface ZonedDay {
  date: string;
  /** Monday is 0. */
  weekday: number;
  segments: readonly DaySegment[];
}

/** A year ahead in fifty zones; a day takes about half a kilobyte. */
const cache = new LRUCache<string, ZonedDay>({ max: 20_000 });

/** How the wall clock of `date` (`yyyy-mm-dd`) maps to epoch minutes in `zone`. RangeError for an unknown zone or date. */
export function zonedDay(zone: string, date: string): ZonedDay {
  const key = `${zone} ${date}`;
  const known = cache.get(key);
  if (known) return known;
  const midnight = minuteOf(Temporal.PlainDate.from(date).toZonedDateTime('UTC'));
  const day = { date, weekday: (midnight / DAY + 3) % 7, segments: segmentsOf(zone, midnight) };
  cache.set(key, day);
  return day;
}

/**
 * Walks the stretches of constant offset within a day either side (no offset is that large) and keeps what falls on
 * the date. A plain day costs one conversion and one look for the next change. `midnight`: that of the date in UTC.
 */
function segmentsOf(zone: string, midnight: number): DaySegment[] {
  const segments: DaySegment[] = [];
  const last = midnight + 2 * DAY;
  let from = midnight - DAY;
  let at: Temporal.ZonedDateTime | null = instantOf(from).toZonedDateTimeISO(zone);
  while (at && from < last) {
    // Offsets with seconds ended in 1972; they are rounded, not refused.
    const shift = Math.round(at.offsetNanoseconds / 60e9) - midnight;
    at = at.getTimeZoneTransition('next');
    const until = at ? Math.min(minuteOf(at), last) : last;
    const wallStart = Math.max(from + shift, 0);
    const wallEnd = Math.min(until + shift, DAY);
    if (wallStart < wallEnd) segments.push({ wallStart, wallEnd, epochStart: wallStart - shift });
    from = until;
  }
  return segments;
}

/** The date (`yyyy-mm-dd`) on the wall calendar of `zone` at an epoch minute. */
export const localDateOf = (zone: string, epochMinute: number): string =>
  instantOf(epochMinute).toZonedDateTimeISO(zone).toPlainDate().toString();

/** The date in UTC at an epoch minute. */
export const utcDateOf = (epochMinute: number): string => new Date(epochMinute * 60_000).toISOString().slice(0, 10);

/** The date after `date`. */
export const nextDate = (date: string): string => utcDateOf(Date.parse(date) / 60_000 + DAY);

/**
 * Whether `name` is a zone of the IANA database (old names such as US/Pacific are), in its own spelling. Offsets
 * (`+01:00`) know no clock changes and are refused; so is `europe/london`, which clients in other languages refuse.
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
