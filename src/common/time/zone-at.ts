import tzLookup from '@photostructure/tz-lookup';
import { isZone } from './zoned-day.ts';

/** Zones by whether the runtime knows them. Asking the runtime takes longer than the look-up, and there are about 400 zones. */
const known = new Map<string, boolean>();

/** Returns the IANA zone of a place (degrees). Throws a RangeError when the degrees are out of range. */
export function zoneAt(lat: number, lng: number): string {
  if (!(Math.abs(lat) <= 90 && Math.abs(lng) <= 180)) throw new RangeError(`no such place: ${lat}, ${lng}`);
  const zone = tzLookup(lat, lng);
  if (!known.has(zone)) known.set(zone, isZone(zone));
  // The table may be newer than the zones of the runtime. For an unknown zone, the longitude decides.
  return known.get(zone) ? zone : nauticalZone(lng);
}

/**
 * Returns the zone of a longitude (degrees) by whole hours. `Etc/GMT-2` is two hours ahead of UTC, because the sign is as in
 * POSIX.
 */
export function nauticalZone(lng: number): string {
  const hours = Math.round(lng / 15);
  if (hours === 0) return 'Etc/GMT';
  return `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}
