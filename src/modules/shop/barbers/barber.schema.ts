import { Schema } from 'mongoose';
import type { DatedException, WeeklyHours } from '../../../common/time/hours.ts';

export const VISITS = ['shop', 'home', 'both'] as const;
export const REQUEST_MODES = ['manual', 'instant'] as const;

interface GeoPoint {
  type: 'Point';
  coordinates: [number, number];
}

/** One service as this barber sells the service: own price (minor units) and duration (minutes). */
export interface BarberService {
  serviceId: string;
  name: string;
  price: { amount: number; currency: string };
  duration: number;
}

/** The profile of a barber, or (with `userId` null) an imported listing without an owner. */
export interface BarberRecord {
  _id: string;
  userId: string | null;
  osmId: string | null;
  name: string;
  bio: string;
  /** The exact place of the barber; never shown for home visits. */
  location: GeoPoint | null;
  /** The place that search uses and shows: exact for a shop, snapped to a 500 m grid for home visits. Indexed. */
  publicLocation?: GeoPoint;
  /** For home visits: a polygon around `publicLocation` that covers `serviceRadius`. Indexed. */
  serviceArea?: { type: 'Polygon'; coordinates: [number, number][][] };
  address: string | null;
  phone: string | null;
  website: string | null;
  timezone: string;
  /** True when the barber chose the zone; a change of the location then keeps the zone. */
  timezoneChosen: boolean;
  /** Metres. */
  serviceRadius: number;
  currency: string;
  visits: (typeof VISITS)[number];
  /** Minutes. */
  buffers: { before: number; after: number };
  slotGrid: number | null;
  requestMode: (typeof REQUEST_MODES)[number];
  commissionRate: number | null;
  services: BarberService[];
  availability: WeeklyHours;
  exceptions: DatedException[];
  rating: number;
  reviewsCount: number;
  isOnline: boolean;
  approved: boolean;
  suspended: boolean;
  /** Derived, see `bookability.ts`. */
  bookable: boolean;
  listed: boolean;
  searchTokens: string[];
  /** Lower bound of the next open slot (null: unknown), valid for this `availabilityVersion`; see `FirstSlotsService`. */
  nextFreeFrom: Date | null;
  availabilityVersion: number;
  /**
   * Fingerprints of the values that the last import wrote, one for each part (see `listing.ts`). A part that still matches its
   * fingerprint was not changed by hand.
   */
  imported?: Record<string, string>;
  createdAt: Date;
}

const point = new Schema(
  { type: { type: String, enum: ['Point'], required: true }, coordinates: { type: [Number], required: true } },
  { _id: false },
);
const polygon = new Schema(
  { type: { type: String, enum: ['Polygon'], required: true }, coordinates: { type: [[[Number]]], required: true } },
  { _id: false },
);
const money = new Schema(
  { amount: { type: Number, required: true, min: 0 }, currency: { type: String, required: true } },
  { _id: false },
);
const barberService = new Schema(
  {
    serviceId: { type: String, required: true },
    name: { type: String, required: true },
    price: { type: money, required: true },
    duration: { type: Number, required: true, min: 5, max: 720 },
  },
  { _id: false },
);

export const BarberSchema = new Schema<BarberRecord>(
  {
    _id: { type: String, required: true },
    userId: { type: String, default: null },
    osmId: { type: String, default: null },
    name: { type: String, required: true, maxlength: 200 },
    bio: { type: String, default: '', maxlength: 2_000 },
    location: { type: point, default: null },
    publicLocation: { type: point },
    serviceArea: { type: polygon },
    address: { type: String, default: null },
    phone: { type: String, default: null },
    website: { type: String, default: null },
    timezone: { type: String, required: true },
    timezoneChosen: { type: Boolean, default: false },
    serviceRadius: { type: Number, required: true, min: 0, max: 100_000 },
    currency: { type: String, required: true },
    visits: { type: String, enum: VISITS, required: true },
    buffers: {
      type: new Schema(
        { before: { type: Number, min: 0, max: 240 }, after: { type: Number, min: 0, max: 240 } },
        { _id: false },
      ),
      required: true,
    },
    slotGrid: { type: Number, default: null },
    requestMode: { type: String, enum: REQUEST_MODES, required: true },
    commissionRate: { type: Number, default: null, min: 0, max: 1 },
    services: { type: [barberService], required: true },
    availability: { type: Schema.Types.Mixed, required: true },
    exceptions: { type: [Schema.Types.Mixed], required: true } as never,
    rating: { type: Number, required: true, min: 0, max: 5 },
    reviewsCount: { type: Number, required: true, min: 0 },
    isOnline: { type: Boolean, required: true },
    approved: { type: Boolean, required: true },
    suspended: { type: Boolean, required: true },
    bookable: { type: Boolean, required: true },
    listed: { type: Boolean, required: true },
    searchTokens: { type: [String], required: true },
    nextFreeFrom: { type: Date, default: null },
    availabilityVersion: { type: Number, required: true },
    imported: { type: Schema.Types.Mixed },
    createdAt: { type: Date, required: true },
  },
  { collection: 'barbers', versionKey: false, minimize: false },
);
