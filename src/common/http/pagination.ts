import { z } from 'zod';
import { validationFailed } from '../errors/common.errors.ts';

/** `?limit (1..100, 20)&cursor`, to be spread into a query schema. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(1_000).optional(),
};

/** `{ items, nextCursor }` of a view. */
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

/** Every item of a list, page by page, so that no more than a page is in memory. */
export async function* everyItem<T>(
  pageAfter: (cursor: string | undefined) => Promise<{ items: T[]; nextCursor: string | null }>,
): AsyncGenerator<T> {
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await pageAfter(cursor);
    yield* page.items;
    cursor = page.nextCursor;
  }
}

/** The same of what is known by ids. */
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
