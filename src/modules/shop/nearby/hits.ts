import { MINUTE } from '../../../common/time/durations.ts';
import type { FoundBarber, Spot } from '../barbers/search/search.types.ts';
import type { Position } from './nearby-cursor.ts';
import type { NearbyBarber, NearbyQuery } from './nearby.dto.ts';
import type { Ranked } from './ranking.ts';

/** A barber of the answer, with the first open visit (epoch minutes) when the query asks for time. */
export type Hit = Ranked & { barber: FoundBarber<'card'>; slot?: { start: number; end: number } };

/** One page. `end` is the position where the next page begins; the last page has no `end`. */
export interface Page {
  hits: Hit[];
  end?: Position | undefined;
}

/** Returns the first `limit` hits as a page. One more hit shows that there is another page. */
export function cut(hits: Hit[], limit: number, reach?: Spot): Page {
  const page = hits.slice(0, limit);
  return { hits: page, end: hits.length > limit ? placeOf(page.at(-1), reach) : undefined };
}

/** Returns the position of the last hit of a page, which a cursor contains. */
export function placeOf(last: Ranked | undefined, reach?: Spot): Position | undefined {
  if (!last) return undefined;
  const { rank, metres, id } = last;
  return { rank, metres, id, reach: reach && { metres: reach.metres, id: reach.id } };
}

/** Lists every field, so that a field that is added to barbers later does not become public by accident. */
export function toNearbyBarber({ barber, metres, slot }: Hit): NearbyBarber {
  const iso = (minute: number) => new Date(minute * MINUTE).toISOString();
  return {
    id: barber.id,
    name: barber.name,
    distance: metres,
    rating: barber.rating,
    reviewsCount: barber.reviewsCount,
    isOnline: barber.isOnline,
    bookable: barber.bookable,
    location: barber.publicLocation,
    ...(barber.visits !== 'home' && barber.address && { address: barber.address }),
    services: barber.services,
    visits: barber.visits,
    ...(slot && { nextSlot: { startAt: iso(slot.start), endAt: iso(slot.end) } }),
  };
}

/**
 * Returns the minutes of the wanted visit: the shortest service that the query admits. Returns Infinity when no service is left,
 * because the barber has just removed the service.
 */
export function durationFor(
  { serviceId, maxPrice = Infinity }: Pick<NearbyQuery, 'serviceId' | 'maxPrice'>,
  { services }: Pick<FoundBarber<'card'>, 'services'>,
): number {
  const admitted = services.filter(
    (service) => (serviceId === undefined || service.serviceId === serviceId) && service.price.amount <= maxPrice,
  );
  return Math.min(...admitted.map(({ duration }) => duration));
}
