import { Random } from '../storm/random.ts';
import type { Position } from '../../src/common/geo/geo.ts';
import type { Journey } from '../../src/modules/booking/location/eta.ts';

/** A drive as it happened. */
export interface Drive extends Journey {
  seconds: number;
}

const METRES_PER_DEGREE = 111_319;
const BRISTOL: Position = [-2.5879, 51.4545];
/** How many times longer a block takes than on an empty road, by hour of a working day. */
const JAMS = [1, 1, 1, 1, 1, 1, 1.1, 1.6, 1.9, 1.5, 1.3, 1.3, 1.35, 1.35, 1.3, 1.4, 1.7, 1.9, 1.6, 1.3, 1.1, 1.1, 1, 1];

/**
 * Drives through a town, block by block: a detour, empty roads of two speeds, the jam of the hour (heavier on some days), lights,
 * and looking for a place to park. It knows nothing of the model that is measured with it.
 */
export function replayTraffic(seed: number, count: number): Drive[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => drive(random));
}

function drive(random: Random): Drive {
  const at = new Date(Date.UTC(2035, 2, random.between(1, 28), random.between(6, 21), random.between(0, 59)));
  const crow = 300 + 11_700 * random.next() ** 1.5;
  const bearing = 2 * Math.PI * random.next();
  const to: Position = [
    BRISTOL[0] + (crow * Math.sin(bearing)) / (METRES_PER_DEGREE * Math.cos((BRISTOL[1] * Math.PI) / 180)),
    BRISTOL[1] + (crow * Math.cos(bearing)) / METRES_PER_DEGREE,
  ];
  const seconds = onTheRoad(random, crow * (1.2 + 0.2 * random.next() + 0.2 * random.next()), jamAt(random, at));
  return { from: BRISTOL, to, at, timezone: 'Europe/London', seconds: seconds + random.between(20, 120) };
}

function jamAt(random: Random, at: Date): number {
  const isWeekend = at.getUTCDay() === 0 || at.getUTCDay() === 6;
  const usual = isWeekend ? Math.min(JAMS[at.getUTCHours()]!, 1.25) : JAMS[at.getUTCHours()]!;
  return usual * Math.exp(0.18 * bell(random));
}

function onTheRoad(random: Random, metres: number, jam: number): number {
  let seconds = 0;
  for (let left = metres; left > 0; left -= 150) {
    const block = Math.min(left, 150);
    const freeSpeed = random.chance(0.6) ? 8.5 : 12.5;
    const light = random.chance(0.15) ? random.between(0, 45) : 0;
    seconds += (block / freeSpeed) * jam * Math.exp(0.2 * bell(random)) + light;
  }
  return seconds;
}

/** Returns a roughly normal random number with a deviation of one. */
const bell = (random: Random): number =>
  Array.from({ length: 12 }, () => random.next()).reduce((sum, part) => sum + part, -6);
