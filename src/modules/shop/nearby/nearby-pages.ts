import { Injectable } from '@nestjs/common';
import { FirstSlotsService, type Window } from '../availability/first-slots.service.ts';
import { BarbersSearchService, type Found, type Search } from '../barbers/search/barbers-search.service.ts';
import { bySpot } from '../barbers/search/spots.policy.ts';
import type { FoundBarber } from '../barbers/search/search.types.ts';
import { cut, durationFor, placeOf, type Hit, type Page } from './hits.ts';
import type { Position } from './nearby-cursor.ts';
import type { NearbyQuery } from './nearby.dto.ts';
import { bestOf, byRank, type Ranked } from './ranking.ts';

/** Number of barbers whose calendars are read at a time. */
const BATCH = 50;
/** `rating` and `soonest` choose among this many nearest barbers, and no page reads the calendars of more barbers. */
const CANDIDATES = 500;

interface Job {
  query: NearbyQuery;
  search: Search;
  /** Only barbers with an open visit in this window. */
  window: Window | undefined;
  /** The position where the previous page ended. */
  after: Position | undefined;
}

/** Fills one page of the answer, in the requested order, and computes nothing for barbers who are not on the page. */
@Injectable()
export class NearbyPages {
  constructor(
    private readonly barbers: BarbersSearchService,
    private readonly firstSlots: FirstSlotsService,
  ) {}

  page(job: Job): Promise<Page> {
    if (job.query.sort !== 'distance') return this.chosen(job);
    return job.window ? this.nearestWithTime(job, job.window) : this.nearest(job);
  }

  private async nearest({ query: { limit }, search, after }: Job): Promise<Page> {
    const { found, more } = await this.barbers.nearest(search, 'card', limit, after);
    const hits = found.map(unranked);
    return { hits, end: more ? placeOf(hits.at(-1) ?? after) : undefined };
  }

  /** A page may end early, with a cursor, when few barbers have time: one request must not work without a limit. */
  private async nearestWithTime({ query, search, after }: Job, window: Window): Promise<Page> {
    const free = { ...search, filter: { ...search.filter, freeBefore: window.to } };
    const hits: Hit[] = [];
    let end = after;
    for (let examined = 0; examined < CANDIDATES; examined += BATCH) {
      const { found, more } = await this.barbers.nearest(free, 'schedule', BATCH, end);
      const batch = found.map(unranked);
      hits.push(...(await this.withTime(query, window, batch)));
      if (hits.length > query.limit || !more) return cut(hits, query.limit);
      end = placeOf(batch.at(-1) ?? end);
    }
    return { hits, end };
  }

  /**
   * Chooses the best of the nearest barbers, by rating or by first visit. Later pages keep the reach of the first page, even if
   * barbers came nearer meanwhile.
   */
  private async chosen({ query, search, window, after }: Job): Promise<Page> {
    const { limit, sort } = query;
    const { found } = await this.barbers.nearest(search, 'rank', after ? 2 * CANDIDATES : CANDIDATES);
    const reach = after ? after.reach : found[CANDIDATES - 1];
    const isNext = (one: Ranked) => !after || byRank(one, after) > 0;
    const queue = found
      .filter((one) => !reach || bySpot(one, reach) <= 0)
      .map((one) => ({ ...one, rank: this.rankOf(one, sort, window) }))
      // A barber who could be first on Monday may have time only on Friday, so `soonest` keeps all of them; a rating does not
      // change.
      .filter((one) => sort === 'soonest' || isNext(one));
    const examine = async (batch: Ranked[]) => (await this.examine(query, window, batch)).filter(isNext);
    return cut(await bestOf(queue, limit + 1, window ? BATCH : limit + 1, examine), limit, reach);
  }

  /** Returns the best rank that this barber can get. */
  private rankOf({ barber }: Found<'rank'>, sort: NearbyQuery['sort'], window: Window | undefined): number {
    return sort === 'soonest' && window ? this.firstSlots.notBefore(barber, window.from) : -barber.rating;
  }

  private async examine(query: NearbyQuery, window: Window | undefined, batch: Ranked[]): Promise<Hit[]> {
    const ids = batch.map(({ id }) => id);
    if (!window) return join(batch, await this.barbers.byIds(ids, 'card'));
    return this.withTime(query, window, join(batch, await this.barbers.byIds(ids, 'schedule')));
  }

  /** Returns the barbers with an open visit, and that visit. */
  private async withTime(query: NearbyQuery, window: Window, batch: Scheduled[]): Promise<Hit[]> {
    const asked = batch.map(({ barber }) => ({ barber, duration: durationFor(query, barber) }));
    const possible = asked.filter(({ duration }) => duration < Infinity);
    const slots = await this.firstSlots.of(possible, window);
    return batch.flatMap((one) => {
      const slot = slots.get(one.id);
      return slot ? [{ ...one, slot, ...(query.sort === 'soonest' && { rank: slot.start }) }] : [];
    });
  }
}

type Scheduled = Ranked & { barber: FoundBarber<'schedule'> };

const unranked = <T extends object>(found: T): T & { rank: number } => ({ ...found, rank: 0 });

const join = <B>(batch: Ranked[], barbers: Map<string, B>): (Ranked & { barber: B })[] =>
  batch.flatMap((one) => {
    const barber = barbers.get(one.id);
    return barber ? [{ ...one, barber }] : [];
  });
