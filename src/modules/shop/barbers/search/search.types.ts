import type { BarberRecord } from '../barber.schema.ts';

const PLACE = ['publicLocation', 'visits', 'serviceRadius'] as const;
const CARD = [...PLACE, 'name', 'rating', 'reviewsCount', 'isOnline', 'bookable', 'address', 'services'] as const;

/**
 * The fields that are read of each barber, never more than needed. `rank`: to put many barbers in order; `card`: to show barbers;
 * `schedule`: to find open time as well.
 */
export const FIELDS = {
  rank: [...PLACE, 'rating', 'timezone', 'slotGrid', 'nextFreeFrom'],
  card: CARD,
  schedule: [
    ...CARD,
    'timezone',
    'buffers',
    'slotGrid',
    'availability',
    'exceptions',
    'nextFreeFrom',
    'availabilityVersion',
  ],
} as const satisfies Record<string, readonly (keyof BarberRecord)[]>;
export type Fields = keyof typeof FIELDS;
export type Place = Pick<BarberRecord, 'visits' | 'serviceRadius'> & Required<Pick<BarberRecord, 'publicLocation'>>;

/** A listed barber with these fields. A listed barber always has a place. */
export type FoundBarber<F extends Fields> = { id: string } & Place & Pick<BarberRecord, (typeof FIELDS)[F][number]>;

/** A bound of open time that is true for one version of a barber's time. */
export interface FreeFrom {
  id: string;
  version: number;
  from: Date;
}

/**
 * A position in the order of a search around a point: whole metres as shown, then id, so that equal distances have an order too.
 */
export interface Spot {
  metres: number;
  id: string;
}

/** The conditions for finding a barber, besides being near and listed. */
export interface SearchFilter {
  /**
   * Folded words. Each word must begin a word of the name or of a service; offering one of the services `serviceIds` is also
   * enough.
   */
  text?: { words: string[]; serviceIds: string[] } | undefined;
  /** The barber must offer this service at `maxPrice` (minor units) or less; both conditions apply to the same service. */
  serviceId?: string | undefined;
  maxPrice?: number | undefined;
  minRating?: number | undefined;
  online?: boolean | undefined;
  bookable?: boolean | undefined;
  /** Leaves out barbers who are known to have no open time before this instant. */
  freeBefore?: Date | undefined;
}
