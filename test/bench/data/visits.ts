import { utcDateOf, zonedDay } from '../../../src/common/time/zoned-day.ts';
import type { Barber } from '../../../src/modules/shop/barbers/barber.types.ts';
import { Random } from '../../storm/random.ts';
import { SEED, type Size } from './size.ts';

const MINUTE = 60_000;
const OPENING = 9 * 60;
/** Minutes after opening. Visits at these times do not overlap each other, buffers included, or the break. */
const PLACES = [0, 60, 120, 240, 300, 360, 420, 480];
/** Future visits per day. */
const BUSY = 4;
/** For barbers whose open time is measured, this many days ahead are full of visits. */
const AHEAD = 32;

/** A visit that takes place, or took place. */
export interface Visit {
  barber: Barber;
  startAt: Date;
}

/** The kinds of barbers. */
export type Part = 'old' | 'young' | 'new' | 'booked';

export function partOf(n: number, { barbers, old, young, booked }: Size): Part {
  if (n < old.barbers) return 'old';
  if (n < old.barbers + young.barbers) return 'young';
  return n >= barbers - booked ? 'booked' : 'new';
}

/** Tells whether the open time of the n-th barber is measured: all old barbers, and the same number of young barbers. */
export const isMeasured = (n: number, { old }: Size): boolean => n < 2 * old.barbers;

/** Returns the n-th start of the day that is `day` days from today (negative: in the past), by the barber's local time. */
function place(barber: Barber, today: number, day: number, n: number): Date {
  return new Date(morningOf(barber.timezone, today, day) + PLACES[n]! * MINUTE);
}

/** Returns when shops of the zone open, in milliseconds of the epoch. `today` is a day of the epoch. */
export function morningOf(timezone: string, today: number, day: number): number {
  const { segments } = zonedDay(timezone, utcDateOf((today + day) * 1_440));
  const segment = segments.find(({ wallStart, wallEnd }) => wallStart <= OPENING && OPENING < wallEnd)!;
  return (segment.epochStart + OPENING - segment.wallStart) * MINUTE;
}

/** Returns past visits: eight a day for old barbers, two a day for young barbers. */
export function pastVisits(barber: Barber, n: number, size: Size, today: number): Visit[] {
  const part = partOf(n, size);
  const { past } = part === 'old' || part === 'young' ? size[part] : { past: 0 };
  const perDay = part === 'old' ? PLACES.length : 2;
  const latest = 2 + new Random(SEED - n).between(0, part === 'old' ? 0 : 60);
  return Array.from({ length: past }, (_, i) => ({
    barber,
    startAt: place(barber, today, -latest - Math.floor(i / perDay), i % perDay),
  }));
}

/**
 * Returns future visits: busy weeks where open time is measured, the last hour on other days of the booking plan, otherwise two.
 */
export function futureVisits(barber: Barber, n: number, size: Size, today: number): Visit[] {
  const visit = (day: number, at: number) => ({ barber, startAt: place(barber, today, day, at) });
  const random = new Random(SEED - n);
  if (isMeasured(n, size))
    return Array.from({ length: AHEAD * BUSY }, (_, i) => visit(1 + Math.floor(i / BUSY), 2 * (i % BUSY)));
  if (partOf(n, size) === 'booked')
    return planDays()
      .filter((day) => day % 2 === 0)
      .map((day) => visit(day, PLACES.length - 1));
  return [random.between(1, 6), random.between(7, 13)].map((day) => visit(day, random.between(0, PLACES.length - 1)));
}

/** Returns the days from today on which the measured bookings take place. */
export const planDays = (): number[] => Array.from({ length: 30 }, (_, i) => 3 + i);
