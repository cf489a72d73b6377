import { z } from 'zod';

/** An id of an object. */
export const Id = z.string().regex(/^[0-9a-f]{24}$/, 'an id of 24 hexadecimal digits');

export const eachOnce = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

/** An ISO 8601 instant with a time zone, between the years 2000 and 2100. */
export const Instant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine(
    (date) => date.getTime() > 946_684_800_000 && date.getTime() < 4_102_444_800_000,
    'between the years 2000 and 2100',
  );

const trimmed = (max: number) => z.string().trim().min(1).max(max);

/** Free text for people, trimmed. It must be well-formed and have no control characters except line breaks. */
export const text = (max: number) =>
  trimmed(max).regex(/^(?:[\r\n]|[^\p{Cc}\p{Cs}])*$/u, 'must not contain control characters or broken characters');

/** The same text on one line, for names, which appear in subjects, headings and lists. */
export const line = (max: number) =>
  trimmed(max).regex(
    /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u,
    'must be one line without control characters or broken characters',
  );

export const Longitude = z.number().min(-180).max(180);
export const Latitude = z.number().min(-90).max(90);

/** A GeoJSON Point with the coordinates `[longitude, latitude]`. */
export const Point = z
  .strictObject({ type: z.literal('Point'), coordinates: z.tuple([Longitude, Latitude]) })
  .meta({ id: 'Point' });
export type Point = z.infer<typeof Point>;

export const PointView = z
  .object({ type: z.literal('Point'), coordinates: z.array(z.number()) })
  .meta({ id: 'PointView' });
