import tzLookup from '@photostructure/tz-lookup';
import { isZone } from './zoned-day.ts';

/** Zones the runtime was asked about: asking takes longer than the look-up, and there are about 400. */
const known = new Map<string, boolean>();

/** The IANA zone of a place, degrees. RangeError where there is no such place. */
export function zoneAt(lat: number, lng: number): string {
  if (!(Math.abs(lat) <= 90 && Math.abs(lng) <= 180)) throw new RangeError(`no such place: ${lat}, ${lng}`);
  const zone = tzLookup(lat, lng);
  if (!known.has(zone)) known.set(zone, isZone(zone));
  // The table may be newer than the runtime's zones: then the sun decides.
  return known.get(zone) ? zone : nauticalZone(lng);
}

/** `Etc/GMT-2` is two hours ahead of UTC: the sign is that of POSIX. */
export function nauticalZone(lng: number): string {
  const hours = Math.round(lng / 15);
  if (hours === 0) return 'Etc/GMT';
  return `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}
