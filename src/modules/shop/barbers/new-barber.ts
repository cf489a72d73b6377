import type { Barber } from './barber.types.ts';

type Given = Pick<Barber, 'id' | 'name' | 'createdAt'> & Partial<Barber>;

/** Returns a profile with the defaults of the contract. Derived fields have the values of an empty profile. */
export const newBarber = (given: Given): Barber => ({
  userId: null,
  osmId: null,
  bio: '',
  location: null,
  address: null,
  phone: null,
  website: null,
  timezone: 'UTC',
  timezoneChosen: false,
  serviceRadius: 5_000,
  currency: 'GBP',
  visits: 'shop',
  buffers: { before: 0, after: 0 },
  slotGrid: null,
  requestMode: 'manual',
  commissionRate: null,
  services: [],
  availability: {},
  exceptions: [],
  rating: 0,
  reviewsCount: 0,
  isOnline: false,
  approved: false,
  suspended: false,
  bookable: false,
  listed: false,
  searchTokens: [],
  nextFreeFrom: null,
  availabilityVersion: 0,
  ...given,
});
