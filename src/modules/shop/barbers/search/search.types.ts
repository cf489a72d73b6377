import type { BarberRecord } from '../barber.schema.ts';

const PLACE = ['publicLocation', 'visits', 'serviceRadius'] as const;
const CARD = [...PLACE, 'name', 'rating', 'reviewsCount', 'isOnline', 'bookable', 'address', 'services'] as const;

/** What is read of each barber, never more than is needed. `rank`: to put many in order; `card`: to show; `schedule`: to find open time as well. */
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

/** A listed barber with those fields; listed ones have a place. */
export type FoundBarber<F extends Fields> = { id: string } & Place & Pick<BarberRecord, (typeof FIELDS)[F][number]>;

/** A bound that holds for one version of a barber's time. */
export interface FreeFrom {
  id: string;
  version: number;
  from: Date;
}

/** Place in the order of a search around a point: whole metres as shown, then id; so equal distances have an order too. */
export interface Spot {
  metres: number;
  id: string;
}

/** What a barber must be to be found, besides near and listed. */
export interface SearchFilter {
  /** Folded words that each begin a word of the name or of a service; offering one of the services will do as well. */
  text?: { words: string[]; serviceIds: string[] } | undefined;
  /** One and the same service is this one and costs at most so much (minor units). */
  serviceId?: string | undefined;
  maxPrice?: number | undefined;
  minRating?: number | undefined;
  online?: boolean | undefined;
  bookable?: boolean | undefined;
  /** Leaves out who is known to have no open time before this instant. */
  freeBefore?: Date | undefined;
}
