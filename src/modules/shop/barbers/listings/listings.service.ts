import { Injectable } from '@nestjs/common';
import { newId } from '../../../../common/database/ids.ts';
import { Clock } from '../../../../common/time/clock.ts';
import type { Barber } from '../barber.types.ts';
import { changesBy, newListing } from './listing.ts';
import type { ListingFacts, ListingOwner } from './listing.types.ts';
import { ListingsRepository, type ListingChange } from './listings.repository.ts';
import { derive } from '../bookability.ts';

export interface ListingEntry {
  facts: ListingFacts;
  /** Becomes the owner if the listing has no owner yet. */
  owner?: ListingOwner | undefined;
}

export type Outcome = 'created' | 'updated' | 'unchanged';

interface Plan {
  created: Barber[];
  changed: ListingChange[];
  outcomes: [osmId: string, outcome: Outcome][];
}

/** Another writer can change the same listings meanwhile. More than one or two such conflicts in a row are not expected. */
const MAX_ATTEMPTS = 10;

/**
 * Writes shops that come from a map, many at a time. Every document is complete at any moment and nothing is undone, so a caller
 * that was killed simply starts again. There is no transaction, because a transaction that a killed caller leaves open would
 * block the next caller for a minute.
 */
@Injectable()
export class ListingsService {
  constructor(
    private readonly listings: ListingsRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Creates or updates each listing (an osmId at most once) and returns the outcomes by osmId. `currency` is the currency of new
   * listings without an owner.
   */
  async save(entries: ListingEntry[], currency: string): Promise<Map<string, Outcome>> {
    const outcomes = new Map<string, Outcome>();
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      const plan = await this.plan(entries, currency);
      for (const [osmId, outcome] of plan.outcomes)
        if (outcome !== 'unchanged' || !outcomes.has(osmId)) outcomes.set(osmId, outcome);
      if (await this.listings.write(plan.created, plan.changed)) return outcomes;
    }
    throw new Error('Another process keeps changing the same listings. Try again when that process has ended.');
  }

  /** Returns those of the ids whose listing has an owner. */
  async withOwner(osmIds: string[]): Promise<Set<string>> {
    return new Set(await this.listings.findWithOwner(osmIds));
  }

  /** Returns those of the users who have a profile. */
  async withProfile(userIds: string[]): Promise<Set<string>> {
    return new Set(await this.listings.findUsers(userIds));
  }

  private async plan(entries: ListingEntry[], currency: string): Promise<Plan> {
    const found = await this.listings.findByOsmIds(entries.map(({ facts }) => facts.osmId));
    const byOsmId = new Map(found.map((barber) => [barber.osmId, barber]));
    const plan: Plan = { created: [], changed: [], outcomes: [] };
    for (const { facts, owner } of entries) {
      const barber = byOsmId.get(facts.osmId);
      const changes = barber && changesBy(facts, owner, barber);
      if (!barber) {
        const given = { id: newId(), createdAt: this.clock.now(), currency };
        plan.created.push(withDerived(newListing(facts, owner, given)));
      } else if (changes) {
        plan.changed.push({ barber, changes: { ...changes, ...derive({ ...barber, ...changes }) } });
      }
      plan.outcomes.push([facts.osmId, !barber ? 'created' : changes ? 'updated' : 'unchanged']);
    }
    return plan;
  }
}

const withDerived = (barber: Barber): Barber => ({ ...barber, ...derive(barber) });
