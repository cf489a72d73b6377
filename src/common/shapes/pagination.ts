import { z } from 'zod';
import { validationFailed } from '../errors/common.errors.ts';

/** Fields of a query schema: `limit` (1 to 100, 20 by default) and `cursor`. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(1_000).optional(),
};

/** One page of a list. `nextCursor` is null on the last page. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** The schema of a page of these views. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** A list in a query, as `a,b` or as a repeated parameter. It becomes an array of 1 to `max` items. */
export const listOf = <T extends z.ZodType>(item: T, max = 20) =>
  z.preprocess(
    (value) =>
      value === undefined
        ? undefined
        : [value].flat().flatMap((part) => (typeof part === 'string' ? part : '').split(',').filter(Boolean)),
    z.array(item).min(1).max(max),
  );

/**
 * Returns a page of at most `limit` rows. `found` holds one more row when there is another page. The cursor then contains the
 * position of the last row on this page, which `decodeCursor` reads.
 */
export function toPage<T>(found: T[], limit: number, positionOf: (last: T) => unknown): Page<T> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: found.length > limit && last !== undefined ? encodeCursor(positionOf(last)) : null };
}

/** Returns the same page with the view of each row. */
export const mapPage = <T, V>({ items, nextCursor }: Page<T>, view: (item: T) => V): Page<V> => ({
  items: items.map(view),
  nextCursor,
});

/** Yields every item of a list. Reads page by page, so that memory holds one page at a time. */
export async function* everyItem<T>(pageAfter: (cursor: string | undefined) => Promise<Page<T>>): AsyncGenerator<T> {
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page = await pageAfter(cursor);
    yield* page.items;
    cursor = page.nextCursor;
  }
}

/** Yields the items in slices of `size`. */
export function* pagesOf<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

export const encodeCursor = (position: unknown): string => Buffer.from(JSON.stringify(position)).toString('base64url');

/** Reads a cursor that `encodeCursor` made. Throws 400 `validation-failed` at `/cursor` for any other text. */
export function decodeCursor<T>(cursor: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw validationFailed('/cursor: is not a cursor of this list', {
      errors: [{ pointer: '/cursor', message: 'is not a cursor of this list' }],
    });
  }
}
