import type { Position } from '../../../common/geo/geo.ts';
import { zoneAt } from '../../../common/time/zone-at.ts';
import { centroidOf, type PlaceProblem } from '../geojson/centroid.ts';
import type { ReadHours, TagHours } from '../hours/opening-hours.ts';
import { addressOf, countryOf, phoneOf, websiteOf } from './osm-contact.ts';
import { osmIdOf, placeIdOf } from './osm-identity.ts';
import { asObject, cleanText, tagsOf, type Tags } from './osm-tags.ts';

/** One barbershop of the file, ready to be written. */
export interface OsmListing {
  /** `node/123`, or `place/…` for a feature without an OSM id. */
  osmId: string;
  name: string;
  location: { type: 'Point'; coordinates: Position };
  timezone: string;
  address?: string;
  phone?: string;
  website?: string;
  hours?: TagHours;
  /** `defaulted` means that there is a tag without usable hours. */
  hoursSource: 'parsed' | 'defaulted' | 'missing';
}

/** These names are stable, because the last line of the import counts skipped features by these names. */
export type SkipReason = 'not-a-barbershop' | 'no-name' | PlaceProblem | 'duplicate-in-file';

const LONGEST_NAME = 200;

/** Returns the listing that a feature describes, or the reason for skipping the feature. */
export function toListing(feature: unknown, readHours: ReadHours): { listing: OsmListing } | { skipped: SkipReason } {
  const element = asObject(feature);
  const tags = tagsOf(element.properties);
  if (!isBarbershop(tags)) return { skipped: 'not-a-barbershop' };
  const name = cleanText(tags('name'), LONGEST_NAME);
  if (!name) return { skipped: 'no-name' };
  const coordinates = centroidOf(element.geometry);
  if (typeof coordinates === 'string') return { skipped: coordinates };
  const timezone = zoneAt(coordinates[1], coordinates[0]);
  const listing: OsmListing = {
    osmId: osmIdOf(element) ?? placeIdOf(name, coordinates),
    name,
    location: { type: 'Point', coordinates },
    timezone,
    ...present({ address: addressOf(tags), phone: phoneOf(tags), website: websiteOf(tags) }),
    ...hoursOf(tags, timezone, readHours),
  };
  return { listing };
}

/** A tag with several values separates the values by semicolons. */
function isBarbershop(tags: Tags): boolean {
  const has = (key: string, kinds: string[]) =>
    (tags(key) ?? '').split(';', 20).some((value) => kinds.includes(value.trim().toLowerCase()));
  return has('shop', ['hairdresser', 'barber']) || has('amenity', ['barber']);
}

function hoursOf(tags: Tags, zone: string, readHours: ReadHours): Pick<OsmListing, 'hours' | 'hoursSource'> {
  const tag = tags('opening_hours')?.trim();
  if (!tag) return { hoursSource: 'missing' };
  const hours = readHours(tag, { zone, country: countryOf(tags) });
  return hours ? { hours, hoursSource: 'parsed' } : { hoursSource: 'defaulted' };
}

const present = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
