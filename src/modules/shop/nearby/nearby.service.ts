import { Injectable } from '@nestjs/common';
import { tokensOf } from '../../../common/text/fold.ts';
import { Clock } from '../../../common/time/clock.ts';
import { DAY, plus } from '../../../common/time/durations.ts';
import type { Window } from '../availability/first-slots.service.ts';
import type { SearchFilter } from '../barbers/search/search.types.ts';
import { CatalogueService } from '../catalogue/catalogue.service.ts';
import { toNearbyBarber } from './hits.ts';
import { NearbyCursor } from './nearby-cursor.ts';
import type { NearbyPage, NearbyQuery } from './nearby.dto.ts';
import { NearbyPages } from './nearby-pages.ts';

/** How far ahead `soonest` looks without `from` and `to`. */
const AHEAD = 14 * DAY;
const NOTHING: NearbyPage = { items: [], nextCursor: null };

/** Interprets the query of `GET /barbers/nearby`. Pages are filled in `nearby-pages.ts`. */
@Injectable()
export class NearbyService {
  constructor(
    private readonly pages: NearbyPages,
    private readonly services: CatalogueService,
    private readonly cursors: NearbyCursor,
    private readonly clock: Clock,
  ) {}

  async find(query: NearbyQuery): Promise<NearbyPage> {
    const after = this.cursors.read(query);
    const window = this.windowOf(query);
    const text = await this.textOf(query);
    const impossible = (text && !text.words.length) || (window && query.bookable === false);
    if (impossible) return NOTHING;
    const { lat, lng, radius, serviceId, maxPrice, minRating, online, bookable } = query;
    const filter = { text, serviceId, maxPrice, minRating, online, bookable: window ? true : bookable };
    const { hits, end } = await this.pages.page({ query, search: { at: [lng, lat], radius, filter }, window, after });
    return { items: hits.map(toNearbyBarber), nextCursor: end ? this.cursors.write(query, end) : null };
  }

  private windowOf({ from, to, sort }: NearbyQuery): Window | undefined {
    if (from && to) return { from, to };
    if (sort !== 'soonest') return undefined;
    const now = this.clock.now();
    return { from: now, to: plus(now, AHEAD) };
  }

  /** Asks the catalogue first, because the catalogue has more words about a service (description, category) than barbers have. */
  private async textOf({ q }: NearbyQuery): Promise<SearchFilter['text']> {
    if (q === undefined) return undefined;
    return { words: tokensOf(q), serviceIds: await this.services.idsMatching(q) };
  }
}
