import { MINUTE } from '../../../common/time/durations.ts';
import type { FoundBarber, Spot } from '../barbers/search/search.types.ts';
import type { Position } from './nearby-cursor.ts';
import type { NearbyBarber, NearbyQuery } from './nearby.dto.ts';
import type { Ranked } from './ranking.ts';

/** A barber of the answer, with the first open visit (epoch minutes) where time was asked for. */
export type Hit = Ranked & { barber: FoundBarber<'card'>; slot?: { start: number; end: number } };

/** `end`: where the next page begins; absent on the last one. */
export interface Page {
  hits: Hit[];
  end?: Position | undefined;
}

/** The first `limit` hits; whether there is another page shows in one hit more. */
export function cut(hits: Hit[], limit: number, reach?: Spot): Page {
  const page = hits.slice(0, limit);
  return { hits: page, end: hits.length > limit ? placeOf(page.at(-1), reach) : undefined };
}

/** What a cursor remembers of the last one on a page. */
export function placeOf(last: Ranked | undefined, reach?: Spot): Position | undefined {
  if (!last) return undefined;
  const { rank, metres, id } = last;
  return { rank, metres, id, reach: reach && { metres: reach.metres, id: reach.id } };
}

/** Field by field: what is added to barbers one day must not appear here by itself. */
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

/** Minutes of the visit that is asked for: the shortest of the barber's services that the query admits; Infinity: they have just gone. */
export function durationFor(
  { serviceId, maxPrice = Infinity }: Pick<NearbyQuery, 'serviceId' | 'maxPrice'>,
  { services }: Pick<FoundBarber<'card'>, 'services'>,
): number {
  const admitted = services.filter(
    (service) => (serviceId === undefined || service.serviceId === serviceId) && service.price.amount <= maxPrice,
  );
  return Math.min(...admitted.map(({ duration }) => duration));
}
