import { z } from 'zod';

/** Fields that many requests share. */
export const Id = z.string().regex(/^[0-9a-f]{24}$/, 'an id of 24 hexadecimal digits');

export const eachOnce = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

/** ISO 8601 instant with zone, whole minutes or finer, between 2000 and 2100. */
export const Instant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine(
    (date) => date.getTime() > 946_684_800_000 && date.getTime() < 4_102_444_800_000,
    'between the years 2000 and 2100',
  );

const trimmed = (max: number) => z.string().trim().min(1).max(max);

/** Free text for people: trimmed, well-formed, no control characters but line breaks. */
export const text = (max: number) =>
  trimmed(max).regex(/^(?:[\r\n]|[^\p{Cc}\p{Cs}])*$/u, 'must not contain control characters or half characters');

/** The same on one line: names, which end up in subjects, headings and lists. */
export const line = (max: number) =>
  trimmed(max).regex(
    /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u,
    'must be one line, without control characters or half characters',
  );

export const Longitude = z.number().min(-180).max(180);
export const Latitude = z.number().min(-90).max(90);

/** GeoJSON Point, `[longitude, latitude]`. */
export const Point = z
  .strictObject({ type: z.literal('Point'), coordinates: z.tuple([Longitude, Latitude]) })
  .meta({ id: 'Point' });
export type Point = z.infer<typeof Point>;

export const PointView = z
  .object({ type: z.literal('Point'), coordinates: z.array(z.number()) })
  .meta({ id: 'PointView' });
