import { LRUCache } from 'lru-cache';
import { WEEKDAYS, type DatedException, type WeeklyHours } from '../../../common/time/hours.ts';
import { hoursFrom, toWeek } from './open-spans.ts';
import { bounded, isTimeout, loadParser, silently, type ParsedTag, type ParseTag } from './opening-hours-library.ts';
import { countryOfZone, PublicHolidays } from './public-holidays.ts';

/** The hours of a tag. All shops with the same tag share this object, so nobody may change it. */
export interface TagHours {
  readonly weekly: WeeklyHours;
  readonly exceptions: DatedException[];
  /** Number of rules about holidays that could not be kept. */
  readonly droppedHolidayRules: number;
}

export interface TagPlace {
  zone: string;
  /** The country in two letters (default: the country of the zone). */
  country?: string;
}

/** Returns the hours of a tag, or undefined when the tag contains no usable hours. Never throws. */
export type ReadHours = (tag: string, place: TagPlace) => TagHours | undefined;

/** OSM itself allows 255 characters. */
const LONGEST_TAG = 1_000;
const LONGEST_TIME = 1_000;
const MOST_TIMEOUTS = 5;
const REMEMBERED = 20_000;

/** Most tags match this pattern. They mean the same in every ordinary week, so reading one week is enough. */
const PLAIN = /^(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH|off|closed|open|\d{1,2}:\d\d|24\/7|[\s,;-])+$/i;
/** The most common rule about holidays. The last rule overrides all others; asking the library takes 2 ms. */
const CLOSED_ON_HOLIDAYS = /(?:^|;) *(?:Su ?, ?)?PH(?: ?, ?Su)? +(?:off|closed)[ ;]*$/i;
/** A tag without any of these contains no time. */
const TIME = /\d|sunrise|sunset|dawn|dusk/i;

/**
 * Weeks in which the reader looks for "an ordinary week", the likeliest first. The entries are Mondays of weeks in which no zone
 * on earth changed its clocks (so the zone of this machine does not matter) and in which this place had no public or school
 * holidays.
 */
export const SAMPLE_PLACE = { country: 'de', state: 'Baden-Württemberg' };
export const SAMPLE_YEAR = 2026;
export const SAMPLE_WEEKS = '06-08 01-12 04-13 11-09 07-13 02-23 05-04 12-07 06-22 10-12 01-26 11-23'.split(' ');

/** Creates a reader of opening hours. Holidays of `firstYear` and the next year become exceptions. */
export async function createHoursReader(firstYear: number): Promise<ReadHours> {
  const parse = await loadParser();
  const reader = new HoursReader(parse, new PublicHolidays(parse, firstYear));
  return (tag, place) => reader.read(tag, place);
}

class HoursReader {
  private readonly remembered = new LRUCache<string, { hours: TagHours | undefined }>({ max: REMEMBERED });
  private timeouts = 0;
  private readonly parse: ParseTag;
  private readonly holidays: PublicHolidays;

  constructor(parse: ParseTag, holidays: PublicHolidays) {
    this.parse = parse;
    this.holidays = holidays;
  }

  read(tag: string, { zone, country }: TagPlace): TagHours | undefined {
    // Leading semicolons trigger an exponential pattern in the library.
    const text = tag
      .slice(0, 2 * LONGEST_TAG)
      .replace(/\s+/g, ' ')
      .replace(/^[ ;]+/, '')
      .trim();
    if (text.length > LONGEST_TAG || !TIME.test(text)) return undefined;
    const holidays = /\bPH\b/i.test(text) ? (country?.toLowerCase() ?? countryOfZone(zone) ?? '') : '';
    const key = `${holidays} ${text}`;
    const known = this.remembered.get(key);
    if (known) return known.hours;
    const hours = this.readBounded(text, holidays);
    this.remembered.set(key, { hours });
    return hours;
  }

  private readBounded(tag: string, country: string): TagHours | undefined {
    const isPlain = PLAIN.test(tag);
    if (!isPlain && this.timeouts >= MOST_TIMEOUTS) return undefined;
    const work = () => this.readTag(tag, country, isPlain);
    try {
      return silently(() => (isPlain ? work() : bounded(LONGEST_TIME, work)));
    } catch (error) {
      // Every other error (often a string) means that the library cannot read the tag.
      if (isTimeout(error)) this.timeouts += 1;
      return undefined;
    }
  }

  private readTag(tag: string, country: string, isPlain: boolean): TagHours | undefined {
    const parsed = this.parse(tag, SAMPLE_PLACE);
    const weekly = isPlain || parsed.isWeekStable() ? weekOf(parsed, SAMPLE_WEEKS[0]!) : ordinaryWeek(parsed);
    if (!weekly) return undefined;
    const rules = tag.replace(/"[^"]*"/g, '').split(';');
    const holidayRules = rules.filter((rule) => /\b[PS]H\b/i.test(rule));
    const exceptions = country ? this.exceptions(tag, country, weekly) : undefined;
    const kept = exceptions ? holidayRules.filter((rule) => !/\bPH ?[+-] ?\d/i.test(rule)).length : 0;
    return { weekly, exceptions: exceptions ?? [], droppedHolidayRules: holidayRules.length - kept };
  }

  /** Returns exceptions for the holidays on which the tag has other hours than on usual days. */
  private exceptions(tag: string, country: string, weekly: WeeklyHours): DatedException[] | undefined {
    const holidays = this.holidays.of(country);
    // The library throws for school holidays in countries whose school holidays it does not know.
    if (!holidays || /\bSH\b/i.test(tag)) return undefined;
    const parsed = CLOSED_ON_HOLIDAYS.test(tag) ? undefined : this.parse(tag, holidays.place);
    return holidays.dates.flatMap((midnight) => {
      const hours = parsed && hoursFrom(parsed, midnight, 1)?.[0];
      const usual = weekly[WEEKDAYS[(midnight.getDay() + 6) % 7]!];
      if (JSON.stringify(hours) === JSON.stringify(usual)) return [];
      const date = dateOf(midnight);
      return [hours ? { date, ...hours } : { date, closed: true as const }];
    });
  }
}

/** Returns the most frequent week; of equally frequent weeks the first in the list. */
function ordinaryWeek(tag: ParsedTag): WeeklyHours | undefined {
  const weeks = Map.groupBy(
    SAMPLE_WEEKS.map((monday) => weekOf(tag, monday)),
    (week) => JSON.stringify(week),
  );
  const [commonest] = [...weeks.values()].sort((a, b) => b.length - a.length);
  return commonest?.[0];
}

function weekOf(tag: ParsedTag, monday: string): WeeklyHours | undefined {
  const [month, day] = monday.split('-').map(Number);
  const hours = hoursFrom(tag, new Date(SAMPLE_YEAR, month! - 1, day), 7);
  return hours && toWeek(hours);
}

const dateOf = (midnight: Date): string =>
  [midnight.getFullYear(), midnight.getMonth() + 1, midnight.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
