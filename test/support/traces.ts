import { FieldCrypto } from '../../src/common/crypto/field-crypto.ts';
import type { TestApp } from './app.ts';

/** Every place that is encrypted. */
const FIELDS = [
  'users.phone',
  'messages.text',
  'feed.data',
  'deliveries.to',
  'deliveries.data',
  'codes.address',
  'bookings.guest.phone',
  'oauth_tickets.data',
];
const SEALED = /^k\d+:/;

/** Collections in which a row names somebody: by one of these ids or words, readable or encrypted. */
export async function tracesOf(app: TestApp, words: string[]): Promise<Set<string>> {
  const found = new Set<string>();
  const open = (_key: string, value: unknown) =>
    typeof value === 'string' && SEALED.test(value) ? readable(app, value) : value;
  for (const { name } of await app.db.listCollections().toArray())
    for await (const row of app.db.collection(name).find())
      if (words.some((word) => JSON.stringify(row, open).includes(word))) found.add(name);
  return found;
}

function readable(app: TestApp, sealed: string): string {
  for (const field of FIELDS)
    try {
      return app.get(FieldCrypto).decrypt(field, sealed);
    } catch {
      // Of another field.
    }
  throw new Error('something is encrypted for a field that is not on the list of traces.ts');
}
