import { Temporal } from 'temporal-polyfill';
import { distanceBetween, type Position } from '../../../common/geo/geo.ts';

/** A drive: start, destination, time of departure, and the local time zone. */
export interface Journey {
  from: Position;
  to: Position;
  at: Date;
  timezone: string;
}

/** Seconds until arrival: the median, and the value that nine journeys in ten do not exceed. */
export interface Eta {
  etaSeconds: number;
  p90Seconds: number;
}

/** Road metres per metre of straight distance. Ballou et al. 2002 (Transportation Research A 36) found 1.4 for Great Britain. */
const ROAD_FACTOR = 1.4;
/**
 * Metres per second from door to door, including lights, jams and the search for the house. Fitted to the replay in
 * `eta.spec.ts`.
 */
const SPEED = { night: 7.4, day: 6.2, rush: 4.8 };
/** Seconds for parking and the last steps. */
const ARRIVING = 60;
/**
 * Journeys vary by about this share of their length, and by a fixed time for lights and parking even when they are short. Fitted
 * to the same replay.
 */
const SPREAD = 1.22;
const MARGIN = 30;

/** Returns the median seconds of a drive, from the distance and the local time of day. */
export function typicalSeconds({ from, to, at, timezone }: Journey): number {
  return (distanceBetween(from, to) * ROAD_FACTOR) / SPEED[trafficAt(at, timezone)] + ARRIVING;
}

/** Returns the estimate for a median in seconds. */
export const estimate = (median: number): Eta => ({
  etaSeconds: Math.round(median),
  p90Seconds: Math.round(median * SPREAD + MARGIN),
});

function trafficAt(at: Date, timezone: string): keyof typeof SPEED {
  const { hour, dayOfWeek } = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timezone);
  if (hour < 7 || hour >= 20) return 'night';
  const isRush = dayOfWeek <= 5 && ((hour >= 7 && hour < 10) || (hour >= 16 && hour < 19));
  return isRush ? 'rush' : 'day';
}
