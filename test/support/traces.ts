import { FieldCrypto } from '../../src/common/crypto/field-crypto.ts';
import { SealedValuesRepository } from '../../src/common/crypto/sealed-values.repository.ts';
import type { TestApp } from './app.ts';

const SEALED = /^k\d+:/;

/** A row of a collection as text, with encrypted values decrypted. */
export interface Trace {
  collection: string;
  text: string;
}

/** Returns every row of the database that contains one of these ids or words. Without words, returns every row. */
export async function tracesOf(app: TestApp, words: string[] = ['']): Promise<Trace[]> {
  const open = (_key: string, value: unknown) =>
    typeof value === 'string' && SEALED.test(value) ? readable(app, value) : value;
  const traces = [];
  for (const { name } of await app.db.listCollections().toArray())
    for (const row of await app.db.collection(name).find().toArray())
      traces.push({ collection: name, text: JSON.stringify(row, open) });
  return traces.filter(({ text }) => words.some((word) => text.includes(word)));
}

/** Returns the collections of the traces in order of name. */
export const collectionsIn = (traces: Trace[]): string[] =>
  [...new Set(traces.map(({ collection }) => collection))].sort();

/** Returns the collections with a row of this account, in order of name. */
export async function ownedBy(app: TestApp, id: string): Promise<string[]> {
  const names = (await app.db.listCollections().toArray()).map(({ name }) => name).sort();
  const own = { $or: [{ userId: id }, { ownerId: id }] };
  const counts = await Promise.all(names.map((name) => app.db.collection(name).countDocuments(own)));
  return names.filter((_name, i) => counts[i]);
}

function readable(app: TestApp, sealed: string): string {
  const marked = app
    .get(SealedValuesRepository)
    .paths()
    .map(({ field }) => field);
  for (const field of [...marked, 'field_keys.proof'])
    try {
      return app.get(FieldCrypto).decrypt(field, sealed);
    } catch {
      // The value belongs to another field.
    }
  throw new Error('something is encrypted for a field that no schema marks');
}
