import type { HolidayPlace, ParseTag } from './opening-hours-library.ts';

/**
 * Countries whose holidays the library knows. For countries whose holidays differ by part, `PARTS` lists all parts, because this
 * program knows no borders of parts.
 */
const COUNTRIES =
  'ar at au be bg br by ca ch ci cn cz de dk ee es fi fr gb ge gg gi gr hr hu ie im it je jp lt lu lv mc md mt mx na nf ' +
  'nl no nz pl pm pt ro rs ru se si sj sk sm ua us vn za';
const PARTS: Record<string, string[]> = { gb: ['England', 'Northern Ireland', 'Scotland', 'Wales'] };
const YEARS = 2;

export interface CountryHolidays {
  /** A place in the country, as the library needs the place. */
  place: HolidayPlace;
  /** Midnights (in the clock of this machine) of the holidays that the whole country has. */
  dates: Date[];
}

/** Finds the public holidays of a year and the next year, by country. */
export class PublicHolidays {
  private readonly known = new Map<string, CountryHolidays | undefined>();
  private readonly parse: ParseTag;
  private readonly firstYear: number;

  constructor(parse: ParseTag, firstYear: number) {
    this.parse = parse;
    this.firstYear = firstYear;
  }

  of(country: string): CountryHolidays | undefined {
    if (!this.known.has(country)) this.known.set(country, this.find(country));
    return this.known.get(country);
  }

  private find(country: string): CountryHolidays | undefined {
    if (!COUNTRIES.split(' ').includes(country)) return undefined;
    const places = (PARTS[country] ?? [undefined]).map((state) => ({ country, state }));
    const [first, ...others] = places.map((place) => this.datesIn(place));
    const shared = first!.filter((date) => others.every((dates) => dates.some((other) => +other === +date)));
    return { place: places[0]!, dates: shared };
  }

  private datesIn(place: HolidayPlace): Date[] {
    const from = new Date(this.firstYear, 0, 1);
    const until = new Date(this.firstYear + YEARS, 0, 1);
    const spans = this.parse('PH', place).getOpenIntervals(from, until);
    return spans.flatMap(([start, end]) => midnights(start, end));
  }
}

function midnights(start: Date, end: Date): Date[] {
  const days: Date[] = [];
  for (let day = start; day < end; day = new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1)) days.push(day);
  return days;
}

/** Returns the country of a zone, as two small letters, among the countries whose holidays are known. */
export function countryOfZone(zone: string): string | undefined {
  zones ??= new Map(COUNTRIES.split(' ').flatMap((country) => zonesOf(country).map((name) => [name, country])));
  return zones.get(zone);
}

let zones: Map<string, string> | undefined;

/** TypeScript's library of 2024 does not declare this method. */
const zonesOf = (country: string): string[] =>
  (new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones(): string[] | undefined }).getTimeZones() ?? [];
