import { distanceBetween } from '../../../common/geo/geo.ts';
import { MINUTE, SECOND } from '../../../common/time/durations.ts';
import type { Fix } from './location.dto.ts';

/** Metres per second: no car in a town gets from one fix to the next faster (250 km/h). */
const FASTEST = 70;
/** A phone's clock may be off by this much. */
const CLOCK_TOLERANCE = MINUTE;

/** False for what cannot be true: a fix from another time, from before the last one, or too far from it to have been driven. */
export function isPlausible(fix: Fix, last: Fix | undefined, now: Date): boolean {
  const at = Date.parse(fix.at);
  if (Math.abs(at - now.getTime()) > CLOCK_TOLERANCE) return false;
  if (!last) return true;
  const seconds = (at - Date.parse(last.at)) / SECOND;
  return seconds >= 0 && distanceBetween([last.lng, last.lat], [fix.lng, fix.lat]) <= FASTEST * seconds;
}
