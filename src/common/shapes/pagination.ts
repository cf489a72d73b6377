import { z } from 'zod';
import { validationFailed } from '../errors/common.errors.ts';

/** `?limit (1..100, 20)&cursor`, to be spread into a query schema. */
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

/** Query list: `a,b` or repeated, to an array. */
export const listOf = <T extends z.ZodType>(item: T, max = 20) =>
  z.preprocess(
    (value) =>
      value === undefined
        ? undefined
        : [value].flat().flatMap((part) => (typeof part === 'string' ? part : '').split(',').filter(Boolean)),
    z.array(item).min(1).max(max),
  );

/**
 * A page of at most `limit` rows. `found` holds one row more when there is another page; the cursor then carries the position of
 * the last row on this page, as `decodeCursor` reads it.
 */
export function toPage<T>(found: T[], limit: number, positionOf: (last: T) => unknown): Page<T> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: found.length > limit && last !== undefined ? encodeCursor(positionOf(last)) : null };
}

/** The same page, with each row as `view` shows it. */
export const mapPage = <T, V>({ items, nextCursor }: Page<T>, view: (item: T) => V): Page<V> => ({
  items: items.map(view),
  nextCursor,
});

/** Every item of a list, read page by page, so that memory holds one page at a time. */
export async function* everyItem<T>(pageAfter: (cursor: string | undefined) => Promise<Page<T>>): AsyncGenerator<T> {
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page = await pageAfter(cursor);
    yield* page.items;
    cursor = page.nextCursor;
  }
}

/** The items in slices of `size`. */
export function* pagesOf<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

export const encodeCursor = (position: unknown): string => Buffer.from(JSON.stringify(position)).toString('base64url');

/** Reads a cursor made by `encodeCursor`; anything else is 400 `validation-failed` at `/cursor`. */
export function decodeCursor<T>(cursor: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw validationFailed('/cursor: not a cursor of this list', {
      errors: [{ pointer: '/cursor', message: 'not a cursor of this list' }],
    });
  }
}
