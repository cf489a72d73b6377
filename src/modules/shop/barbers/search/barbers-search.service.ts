import { Injectable } from '@nestjs/common';
import { distanceBetween, type Position } from '../../../../common/geo/geo.ts';
import { BarbersSearchRepository } from './barbers-search.repository.ts';
import type { Fields, FoundBarber, FreeFrom, Place, SearchFilter, Spot } from './search.types.ts';
import { bySpot, isAfter, ringStart, settledAt, TOLERANCE } from './spots.policy.ts';

/** A search around a place, within `radius` metres (home-visit barbers: within their own radius). */
export interface Search {
  at: Position;
  radius: number;
  filter: SearchFilter;
}

/** A barber with the distance in whole metres. */
export type Found<F extends Fields> = Spot & { barber: FoundBarber<F> };

export interface Nearest<F extends Fields> {
  found: Found<F>[];
  more: boolean;
}

/** Finds barbers around a place, in the order (distance, id). */
@Injectable()
export class BarbersSearchService {
  constructor(private readonly barbers: BarbersSearchRepository) {}

  /** Returns the first `count` barbers after `after`, and whether there are more. */
  async nearest<F extends Fields>(search: Search, fields: F, count: number, after?: Spot): Promise<Nearest<F>> {
    const near = await this.withinRadius(search, fields, count, after);
    if (near.length > count) return { found: near.slice(0, count), more: true };
    // All barbers within the radius are known. Barbers who visit from beyond the radius follow; all of them come later in the
    // order.
    const far = await this.fromBeyond(search, after);
    const next = [...near, ...far].sort(bySpot);
    return { found: await this.details(next.slice(0, count), near, fields), more: next.length > count };
  }

  /** Returns the barbers with these ids who are still listed. */
  async byIds<F extends Fields>(ids: string[], fields: F): Promise<Map<string, FoundBarber<F>>> {
    const found = ids.length ? await this.barbers.findListed(ids, fields) : [];
    return new Map(found.map((barber) => [barber.id, barber]));
  }

  /** Stores the instants before which no search needs to look for open time, unless time has opened since the read. */
  async raiseNextFree(bounds: FreeFrom[]): Promise<void> {
    if (bounds.length) await this.barbers.raiseNextFree(bounds);
  }

  /**
   * Returns more than `count` barbers if there are so many; the first `count` are in their final order. Reads on from where the
   * last read stopped, until groups of equal distance are complete.
   */
  private async withinRadius<F extends Fields>(
    { at, radius, filter }: Search,
    fields: F,
    count: number,
    after: Spot | undefined,
  ): Promise<Found<F>[]> {
    const found = new Map<string, Found<F>>();
    let min = after ? ringStart(after.metres) : 0;
    for (let limit = count + 1; min <= radius; limit *= 4) {
      const rows = await this.barbers.findNear(at, { min, max: radius + TOLERANCE }, filter, limit, fields);
      let distance = 0;
      for (const barber of rows) {
        distance = distanceBetween(at, barber.publicLocation.coordinates);
        const one = { metres: Math.round(distance), id: barber.id, barber };
        if (distance <= reachOf(barber, radius) && isAfter(one, after) && !found.has(one.id)) found.set(one.id, one);
      }
      if (rows.length < limit) break;
      const settled = settledAt(distance);
      const sorted = [...found.values()].sort(bySpot);
      if (sorted.length > count && sorted[count - 1]!.metres <= settled) return sorted;
      min = Math.max(min, ringStart(settled + 1));
    }
    return [...found.values()].sort(bySpot);
  }

  private async fromBeyond({ at, radius, filter }: Search, after: Spot | undefined): Promise<Spot[]> {
    const reaching = await this.barbers.findReaching(at, filter, 'rank');
    return reaching.flatMap((barber) => {
      const distance = distanceBetween(at, barber.publicLocation.coordinates);
      const spot = { metres: Math.round(distance), id: barber.id };
      return distance > radius && distance <= barber.serviceRadius && isAfter(spot, after) ? [spot] : [];
    });
  }

  private async details<F extends Fields>(spots: Spot[], known: Found<F>[], fields: F): Promise<Found<F>[]> {
    const byId = new Map(known.map(({ id, barber }) => [id, barber]));
    const missing = await this.byIds(
      spots.map(({ id }) => id).filter((id) => !byId.has(id)),
      fields,
    );
    return spots.flatMap(({ id, metres }) => {
      const barber = byId.get(id) ?? missing.get(id);
      return barber ? [{ id, metres, barber }] : [];
    });
  }
}

/**
 * Barbers who work only at the customer's place are found within their own radius, all other barbers within the radius of the
 * search.
 */
const reachOf = ({ visits, serviceRadius }: Place, radius: number): number =>
  visits === 'home' ? Math.min(serviceRadius, radius) : radius;
