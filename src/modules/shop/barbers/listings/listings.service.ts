import { Injectable } from '@nestjs/common';
import { newId } from '../../../../common/database/ids.ts';
import { Clock } from '../../../../common/time/clock.ts';
import type { Barber } from '../barber.types.ts';
import { changesBy, newListing } from './listing.ts';
import type { ListingFacts, ListingOwner } from './listing.types.ts';
import { ListingsRepository, type ListingChange } from './listings.repository.ts';
import { derive } from '../standing.ts';

export interface ListingEntry {
  facts: ListingFacts;
  /** Takes over the listing if it is nobody's yet. */
  owner?: ListingOwner | undefined;
}

export type Outcome = 'created' | 'updated' | 'unchanged';

interface Plan {
  created: Barber[];
  changed: ListingChange[];
  outcomes: [osmId: string, outcome: Outcome][];
}

/** The same listings being changed by somebody else all the time is not to be expected more than once or twice. */
const MAX_ATTEMPTS = 10;

/**
 * Shops that come from a map, many at a time. Every document is whole at any moment and nothing is undone, so a caller that was
 * killed simply begins again; no transaction, because one that a killed caller leaves open would block the next for a minute.
 */
@Injectable()
export class ListingsService {
  constructor(
    private readonly listings: ListingsRepository,
    private readonly clock: Clock,
  ) {}

  /** Creates or updates each (an osmId at most once) and says which. `currency` is for new ones without an owner. */
  async save(entries: ListingEntry[], currency: string): Promise<Map<string, Outcome>> {
    const outcomes = new Map<string, Outcome>();
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      const plan = await this.plan(entries, currency);
      for (const [osmId, outcome] of plan.outcomes)
        if (outcome !== 'unchanged' || !outcomes.has(osmId)) outcomes.set(osmId, outcome);
      if (await this.listings.write(plan.created, plan.changed)) return outcomes;
    }
    throw new Error('Somebody else keeps changing the same listings. Try again when they are done.');
  }

  /** Those of these listings that belong to an account. */
  async claimed(osmIds: string[]): Promise<Set<string>> {
    return new Set(await this.listings.findClaimed(osmIds));
  }

  /** Those of these users who have a profile. */
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
