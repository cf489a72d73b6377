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
 * Returns the fields of a barber that follow from all other fields. They are computed on each write, so that searches and
 * bookings only read them. Members with the value `undefined` are to be unset.
 * - Bookable: an approved barber with a location, hours and at least one service.
 * - Listed (search finds the barber): a listing without an owner, or an approved barber, each with a location.
 * A suspended barber is neither bookable nor listed.
 */
export function derive(facts: Facts) {
  const hasHours =
    WEEKDAYS.some((day) => facts.availability[day]) || facts.exceptions.some((exception) => !('closed' in exception));
  const mayWork = facts.userId !== null && facts.approved && !facts.suspended;
  const publicLocation = publicLocationOf(facts);
  return {
    bookable: mayWork && facts.location !== null && hasHours && facts.services.length > 0,
    listed: facts.location !== null && (facts.userId === null || mayWork),
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
 * Returns an area that covers the circle and 15 metres more; the search then checks the exact distance. MongoDB refuses an area
 * without extent. At the poles a circle has no directions for its corners, so the latitude is limited.
 */
function areaAround([lng, lat]: Position, radius: number) {
  return circleAround([lng, Math.max(-89.9999, Math.min(89.9999, lat))], radius + 15);
}
