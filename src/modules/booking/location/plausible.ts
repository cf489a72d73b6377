import { distanceBetween } from '../../../common/geo/geo.ts';
import { MINUTE, SECOND } from '../../../common/time/durations.ts';
import type { Fix } from './location.dto.ts';

/** Metres per second (250 km/h). No car in a town moves faster from one fix to the next. */
const FASTEST = 70;
/** The greatest accepted error of a phone's clock. */
const CLOCK_TOLERANCE = MINUTE;

/**
 * Returns false for a fix that cannot be true: a fix with a wrong time, a fix from before the last fix, or a fix too far from the
 * last fix to have been driven.
 */
export function isPlausible(fix: Fix, last: Fix | undefined, now: Date): boolean {
  const at = Date.parse(fix.at);
  if (Math.abs(at - now.getTime()) > CLOCK_TOLERANCE) return false;
  if (!last) return true;
  const seconds = (at - Date.parse(last.at)) / SECOND;
  return seconds >= 0 && distanceBetween([last.lng, last.lat], [fix.lng, fix.lat]) <= FASTEST * seconds;
}
