import { z } from 'zod';
import { Id, Instant, PointView, text } from '../../../common/shapes/fields.ts';
import { pageOf, pageQuery } from '../../../common/shapes/pagination.ts';
import { DAY } from '../../../common/time/durations.ts';

const MAX_RANGE = 62 * DAY;

/** A number in a query string. '' and ' ' are refused, although JavaScript reads them as 0. */
const decimal = (min: number, max: number) =>
  z
    .string()
    .regex(/^-?\d+(\.\d+)?(e-?\d+)?$/i, 'a number')
    .transform(Number)
    .pipe(z.number().min(min).max(max))
    .meta({ type: 'number', minimum: min, maximum: max, pattern: undefined });

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** Place, radius (metres), and the conditions for a barber. `from` and `to` come together or not at all. */
export const NearbyQuery = z
  .strictObject({
    lat: decimal(-90, 90),
    lng: decimal(-180, 180),
    radius: decimal(1, 50_000).default(5_000).meta({ default: 5_000 }),
    /** Beginnings of words in the name or in the services. */
    q: text(100).optional(),
    /** With `maxPrice` (minor units): this same service at most at that price. */
    serviceId: Id.optional(),
    maxPrice: decimal(0, 100_000_000).pipe(z.int()).optional(),
    minRating: decimal(0, 5).optional(),
    online: flag.optional(),
    bookable: flag.optional(),
    /**
     * The barber must have an open visit that starts at or after `from` and ends at or before `to`. The window is at most 62
     * days.
     */
    from: Instant.optional(),
    to: Instant.optional(),
    /** `soonest` without `from` and `to` looks 14 days ahead. */
    sort: z.enum(['distance', 'rating', 'soonest']).default('distance'),
    ...pageQuery,
  })
  .superRefine(({ from, to }, context) => {
    const fault = (path: 'from' | 'to', message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (from && !to) fault('to', 'is required with from');
    if (to && !from) fault('from', 'is required with to');
    // A value that is not an instant is reported already and is still a text here.
    if (!(from instanceof Date && to instanceof Date)) return;
    if (from >= to) fault('to', 'must be after from');
    if (to.getTime() - from.getTime() > MAX_RANGE) fault('to', 'must be at most 62 days after from');
  });
export type NearbyQuery = z.infer<typeof NearbyQuery>;

const Offer = z.object({
  serviceId: z.string(),
  name: z.string(),
  price: z.object({ amount: z.int(), currency: z.string() }),
  duration: z.int(),
});

/** The public view of a barber in a list. Home-visit barbers show a coarse place and no address. */
export const NearbyBarber = z
  .object({
    id: z.string(),
    name: z.string(),
    /** Metres. */
    distance: z.int(),
    rating: z.number(),
    reviewsCount: z.int(),
    isOnline: z.boolean(),
    bookable: z.boolean(),
    location: PointView,
    address: z.string().optional(),
    services: z.array(Offer),
    visits: z.enum(['shop', 'home', 'both']),
    nextSlot: z.object({ startAt: z.iso.datetime(), endAt: z.iso.datetime() }).optional(),
  })
  .meta({ id: 'NearbyBarber' });
export type NearbyBarber = z.infer<typeof NearbyBarber>;

export const NearbyPage = pageOf(NearbyBarber).meta({ id: 'NearbyPage' });
export type NearbyPage = z.infer<typeof NearbyPage>;
