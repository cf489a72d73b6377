import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../common/config/config.ts';
import { ListingsService, type Outcome } from '../shop/barbers/listings/listings.service.ts';
import type { ListingFacts, ListingOwner } from '../shop/barbers/listings/listing.types.ts';
import { DemoOwners } from './demo-owners.ts';
import { ImportFileError } from './import-file-error.ts';
import type { JudgedFile } from './judged-file.ts';
import type { OsmListing } from './osm/osm-listing.ts';
import { ImportTally, readListings } from './read-listings.ts';
import { refuseInProduction } from './refuse-in-production.ts';

export interface ImportOptions {
  /** Of new listings, and of everything the demo barbers sell. */
  currency: string;
  /** `--bookable`: each listing becomes a demo barber whose password this is. */
  passwordHash?: string | undefined;
}

export interface ImportResult extends Record<Outcome, number> {
  tally: ImportTally;
  /** Addresses of demo barbers at which somebody else has an account. */
  taken: string[];
}

const BATCH = 500;

/** The second pass: writes what a judged file says. Records no events, tells nobody. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly listings: ListingsService,
    private readonly owners: DemoOwners,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The tally can be watched as it grows. Whatever was written when this fails is whole, and the next run continues there. */
  async write(
    { path, readHours, tally: judged }: JudgedFile,
    options: ImportOptions,
    tally = new ImportTally(),
  ): Promise<ImportResult> {
    if (options.passwordHash !== undefined) refuseInProduction(this.config.production);
    const terms = options.passwordHash === undefined ? undefined : await this.owners.terms(options.currency);
    const result: ImportResult = { created: 0, updated: 0, unchanged: 0, tally, taken: [] };
    try {
      await meanwhile(inBatches(readListings(path, readHours, tally)), (batch) =>
        this.save(batch, options, terms, result),
      );
    } catch (error) {
      throw error instanceof ImportFileError ? fileChanged(error.message) : error;
    }
    if (JSON.stringify(tally) !== JSON.stringify(judged)) throw fileChanged('it says something else now');
    return result;
  }

  private async save(
    batch: OsmListing[],
    { currency, passwordHash }: ImportOptions,
    terms: Omit<ListingOwner, 'userId'> | undefined,
    result: ImportResult,
  ): Promise<void> {
    const { userIds, taken } = terms && passwordHash ? await this.owners.ensure(batch, passwordHash) : NOBODY;
    const entries = batch.map((listing) => {
      const userId = userIds.get(listing.osmId);
      return { facts: toFacts(listing), owner: terms && userId !== undefined ? { ...terms, userId } : undefined };
    });
    const outcomes = await this.listings.save(entries, currency);
    for (const outcome of outcomes.values()) result[outcome] += 1;
    result.taken.push(...taken);
  }
}

const NOBODY = { userIds: new Map<string, string>(), taken: [] as string[] };

const fileChanged = (what: string): ImportFileError =>
  new ImportFileError(
    `the file was changed while it was being imported (${what}). What was read until then is imported; import it again.`,
  );

const toFacts = ({ osmId, name, location, timezone, address, phone, website, hours }: OsmListing): ListingFacts => ({
  osmId,
  name,
  location,
  timezone,
  address: address ?? null,
  phone: phone ?? null,
  website: website ?? null,
  hours: hours && { availability: hours.weekly, exceptions: hours.exceptions },
});

async function* inBatches<T>(items: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length) yield batch;
}

/** One piece of work at a time, while the next batch is already being read. */
async function meanwhile<T>(batches: AsyncIterable<T>, work: (batch: T) => Promise<void>): Promise<void> {
  let working = Promise.resolve();
  try {
    for await (const batch of batches) {
      await working;
      working = work(batch);
      // Whoever waits for it next hears of it; until then it must not count as unhandled.
      working.catch(() => undefined);
    }
  } finally {
    await working;
  }
}
