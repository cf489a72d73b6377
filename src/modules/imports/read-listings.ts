import { readFeatures } from './geojson/geojson-features.ts';
import type { ReadHours } from './hours/opening-hours.ts';
import { toListing, type OsmListing, type SkipReason } from './osm/osm-listing.ts';

/** The counts of one pass through the file. */
export class ImportTally {
  features = 0;
  listings = 0;
  skipped = 0;
  bytesRead = 0;
  readonly reasons: Partial<Record<SkipReason, number>> = {};
  readonly hours = { parsed: 0, defaulted: 0, missing: 0 };
  droppedHolidayRules = 0;

  count(listing: OsmListing): void {
    this.listings += 1;
    this.hours[listing.hoursSource] += 1;
    this.droppedHolidayRules += listing.hours?.droppedHolidayRules ?? 0;
  }

  skip(reason: SkipReason): void {
    this.skipped += 1;
    this.reasons[reason] = (this.reasons[reason] ?? 0) + 1;
  }
}

/** Yields the barbershops of a file in its order, each barbershop once. Both passes of the import use this generator. */
export async function* readListings(
  path: string,
  readHours: ReadHours,
  tally = new ImportTally(),
): AsyncGenerator<OsmListing> {
  const seen = new Set<string>();
  for await (const { feature, bytesRead } of readFeatures(path)) {
    tally.features += 1;
    tally.bytesRead = bytesRead;
    const result = toListing(feature, readHours);
    if ('skipped' in result) tally.skip(result.skipped);
    else if (seen.has(result.listing.osmId)) tally.skip('duplicate-in-file');
    else {
      seen.add(result.listing.osmId);
      tally.count(result.listing);
      yield result.listing;
    }
  }
}

/** Judges the whole file in the first pass and keeps no listings. The tally can be watched as it grows. */
export async function judge(path: string, readHours: ReadHours, tally = new ImportTally()): Promise<ImportTally> {
  for await (const _ of readListings(path, readHours, tally));
  return tally;
}
