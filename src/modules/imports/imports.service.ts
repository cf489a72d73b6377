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
  /** The currency of new listings, and of everything that demo barbers sell. */
  currency: string;
  /** Set with `--bookable`: each listing becomes a demo barber with this password. */
  passwordHash?: string | undefined;
}

export interface ImportResult extends Record<Outcome, number> {
  tally: ImportTally;
  /** Email addresses of demo barbers at which another user has an account. */
  taken: string[];
}

const BATCH = 500;

/** The second pass: writes the listings of a judged file. Records no events and informs nobody. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly listings: ListingsService,
    private readonly owners: DemoOwners,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Writes the file. The tally can be watched as it grows. Everything written before a failure is complete, and the next run
   * continues there. Throws ImportFileError when the file changed after the first pass.
   */
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
    if (JSON.stringify(tally) !== JSON.stringify(judged)) throw fileChanged('the file has other contents now');
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
    `the file changed during the import (${what}). Everything read before the change is imported. Run the import again.`,
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

/** Does one piece of work at a time, while the next batch is already being read. */
async function meanwhile<T>(batches: AsyncIterable<T>, work: (batch: T) => Promise<void>): Promise<void> {
  let working = Promise.resolve();
  try {
    for await (const batch of batches) {
      await working;
      working = work(batch);
      // The next `await` reports this error; until then the error must not count as unhandled.
      working.catch(() => undefined);
    }
  } finally {
    await working;
  }
}
