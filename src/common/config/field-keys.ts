import { z } from 'zod';

/** A key of encrypted fields. Every value that is encrypted with the key begins with the key's id. */
export interface FieldKey {
  id: string;
  secret: string;
}

const ENTRY = /^(k[1-9]\d{0,2}):(.{32,})$/;

/**
 * The format is `k2:<secret>,k1:<secret>`. The first key encrypts new values, and all keys decrypt. An empty text means no keys.
 */
export const FieldKeys = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((entry) => entry.trim())
      .filter(Boolean),
  )
  .pipe(
    z
      .array(
        z.string().regex(ENTRY, 'must list ids and secrets such as k1:…, and each secret needs at least 32 characters'),
      )
      .transform((entries) => entries.map(parsed))
      .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, 'must not contain an id twice'),
  );

function parsed(entry: string): FieldKey {
  const [, id = '', secret = ''] = ENTRY.exec(entry)!;
  return { id, secret };
}
