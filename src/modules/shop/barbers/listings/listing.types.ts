import type { Barber } from '../barber.types.ts';

export type Hours = Pick<Barber, 'availability' | 'exceptions'>;

/** What a map says about one shop. Without `hours` it says nothing about them. */
export type ListingFacts = Pick<Barber, 'name' | 'location' | 'timezone' | 'address' | 'phone' | 'website'> & {
  osmId: string;
  hours?: Hours | undefined;
};

/** Who is to work there, for what; the hours count where the map says none. */
export type ListingOwner = Pick<Barber, 'services' | 'currency'> & { userId: string; hours: Hours };
