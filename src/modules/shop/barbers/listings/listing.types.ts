import type { Barber } from '../barber.types.ts';

export type Hours = Pick<Barber, 'availability' | 'exceptions'>;

/** The facts of a map about one shop. `hours` is absent when the map has no hours. */
export type ListingFacts = Pick<Barber, 'name' | 'location' | 'timezone' | 'address' | 'phone' | 'website'> & {
  osmId: string;
  hours?: Hours | undefined;
};

/** The account that becomes the owner, with services and currency. `hours` count when the map has no hours. */
export type ListingOwner = Pick<Barber, 'services' | 'currency'> & { userId: string; hours: Hours };
