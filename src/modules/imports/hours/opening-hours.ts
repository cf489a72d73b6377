import { LRUCache } from 'lru-cache';
import { WEEKDAYS, type DatedException, type WeeklyHours } from '../../../common/time/hours.ts';
import { hoursFrom, toWeek } from './open-spans.ts';
import { bounded, isTimeout, loadParser, silently, type ParsedTag, type ParseTag } from './opening-hours-library.ts';
import { countryOfZone, PublicHolidays } from './public-holidays.ts';

/** Shared between all shops with the same tag: not to be changed. */
export interface TagHours {
  readonly weekly: WeeklyHours;
  readonly exceptions: DatedException[];
  /** Rules about holidays that could not be kept. */
  readonly droppedHolidayRules: number;
}

export interface TagPlace {
  zone: string;
  /** Two letters; without them, that of the zone. */
  country?: string;
}

/** Undefined when the tag says no hours that could be kept. Never throws. */
export type ReadHours = (tag: string, place: TagPlace) => TagHours | undefined;

/** OSM itself allows 255 characters. */
const LONGEST_TAG = 1_000;
const LONGEST_TIME = 1_000;
const MOST_TIMEOUTS = 5;
const REMEMBERED = 20_000;

/** Most tags: they mean the same every ordinary week, so one look is enough. */
const PLAIN = /^(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH|off|closed|open|\d{1,2}:\d\d|24\/7|[\s,;-])+$/i;
/** The commonest rule about holidays. The last rule overrides all others; asking the library takes 2 ms. */
const CLOSED_ON_HOLIDAYS = /(?:^|;) *(?:Su ?, ?)?PH(?: ?, ?Su)? +(?:off|closed)[ ;]*$/i;
/** Without any of these there is no time in it, whatever else it says. */
const TIME = /\d|sunrise|sunset|dawn|dusk/i;

/**
 * Where "an ordinary week" is looked for, the likeliest first: Mondays of weeks in which no zone on earth changed its
 * clocks (so this machine's zone does not matter) and this place had no public or school holidays.
 */
export const SAMPLE_PLACE = { country: 'de', state: 'Baden-Württemberg' };
export const SAMPLE_YEAR = 2026;
export const SAMPLE_WEEKS = '06-08 01-12 04-13 11-09 07-13 02-23 05-04 12-07 06-22 10-12 01-26 11-23'.split(' ');

/** `firstYear`: holidays of this year and the next become exceptions. */
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
    // Semicolons in front set off an exponential pattern in the library.
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
      // Whatever else it throws (often a string), it means "I cannot read this".
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

  /** The holidays on which the tag says something else than on other days. */
  private exceptions(tag: string, country: string, weekly: WeeklyHours): DatedException[] | undefined {
    const holidays = this.holidays.of(country);
    // The library refuses school holidays in countries for which it has none.
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

/** The week that comes most often; of equals, the first in the list. */
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
