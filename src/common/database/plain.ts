/** A record as repositories return it: `_id` is named `id`. */
export type Plain<T extends { _id: string }> = Omit<T, '_id'> & { id: string };

export function plain<T extends { _id: string }>(record: T): Plain<T> {
  const { _id, ...rest } = record;
  return { id: _id, ...rest };
}

export const plainOrNull = <T extends { _id: string }>(record: T | null): Plain<T> | null =>
  record ? plain(record) : null;

/** Tells whether the error is MongoDB's duplicate key error. Never catch this error inside a transaction. */
export const isDuplicateKey = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === 11_000;
