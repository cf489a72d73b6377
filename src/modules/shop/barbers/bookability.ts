import { circleAround, snapToGrid, type Position } from '../../../common/geo/geo.ts';
import { tokensOf } from '../../../common/text/fold.ts';
import { WEEKDAYS } from '../../../common/time/hours.ts';
import type { BarberRecord } from './barber.schema.ts';

type Facts = Pick<
  BarberRecord,
  | 'userId'
  | 'name'
  | 'location'
  | 'visits'
  | 'serviceRadius'
  | 'services'
  | 'availability'
  | 'exceptions'
  | 'approved'
  | 'suspended'
>;

/**
 * Everything on a barber that follows from the rest; computed on each write, so searches and bookings read it and never decide.
 * `undefined` members are to be unset. Bookable: approved, with a location, hours and at least one service. Listed (found by
 * nearby): an unclaimed listing, or an approved barber with a location.
 */
export function derive(facts: Facts) {
  const hasHours =
    WEEKDAYS.some((day) => facts.availability[day]) || facts.exceptions.some((exception) => !('closed' in exception));
  const inGoodStanding = facts.userId !== null && facts.approved && !facts.suspended;
  const publicLocation = publicLocationOf(facts);
  return {
    bookable: inGoodStanding && facts.location !== null && hasHours && facts.services.length > 0,
    listed: facts.location !== null && (facts.userId === null || inGoodStanding),
    publicLocation,
    serviceArea:
      publicLocation && facts.visits !== 'shop'
        ? areaAround(publicLocation.coordinates, facts.serviceRadius)
        : undefined,
    searchTokens: tokensOf(facts.name, ...facts.services.map(({ name }) => name)),
  };
}

function publicLocationOf({ location, visits }: Facts): BarberRecord['publicLocation'] {
  if (!location) return undefined;
  return visits === 'home' ? { type: 'Point', coordinates: snapToGrid(location.coordinates) } : location;
}

/**
 * Covers the circle and some metres more, the search checks the distance: MongoDB refuses an area without extent, and at the
 * very poles there are no directions to lay corners in.
 */
function areaAround([lng, lat]: Position, radius: number) {
  return circleAround([lng, Math.max(-89.9999, Math.min(89.9999, lat))], radius + 15);
}
