import { z } from 'zod';

/** A key of encrypted fields, and the id that values made with it begin with. */
export interface FieldKey {
  id: string;
  secret: string;
}

const ENTRY = /^(k[1-9]\d{0,2}):(.{32,})$/;

/** `k2:<secret>,k1:<secret>`: the first writes, all of them read. Empty: none. */
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
      .array(z.string().regex(ENTRY, 'must be ids and secrets such as k1:…, each secret with at least 32 characters'))
      .transform((entries) => entries.map(parsed))
      .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, 'must not name an id twice'),
  );

function parsed(entry: string): FieldKey {
  const [, id = '', secret = ''] = ENTRY.exec(entry)!;
  return { id, secret };
}
