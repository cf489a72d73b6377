import { Temporal } from 'temporal-polyfill';
import { distanceBetween, type Position } from '../../../common/geo/geo.ts';

/** From where to where, when, and in whose local time. */
export interface Journey {
  from: Position;
  to: Position;
  at: Date;
  timezone: string;
}

/** Seconds until arrival: as likely earlier as later, and the value that nine journeys in ten keep. */
export interface Eta {
  etaSeconds: number;
  p90Seconds: number;
}

/** Road metres per metre as the crow flies; Ballou et al. 2002 (Transportation Research A 36) found 1.4 for Great Britain. */
const ROAD_FACTOR = 1.4;
/** Door to door, metres per second: lights, jams and looking for the house included. Fitted to the replay in `eta.spec.ts`. */
const SPEED = { night: 7.4, day: 6.2, rush: 4.8 };
/** Parking and the last steps, seconds. */
const ARRIVING = 60;
/** Journeys differ by about this share of their length, and by lights and parking however short they are. Fitted likewise. */
const SPREAD = 1.22;
const MARGIN = 30;

/** Median seconds of a drive, from the distance and the local time of day. */
export function typicalSeconds({ from, to, at, timezone }: Journey): number {
  return (distanceBetween(from, to) * ROAD_FACTOR) / SPEED[trafficAt(at, timezone)] + ARRIVING;
}

/** The estimate around a median of however many seconds. */
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
