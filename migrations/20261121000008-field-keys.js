import { ensureCollection, setSchemaProperty } from './lib/repeatable.js';

/** Lets keys of encrypted fields change. Values are found under each key, and the database records which keys it needs. */
export const up = async (db) => {
  // A blind index is one text as before, or a list. The same queries find both, and both are unique together. Old nodes still
  // write one text.
  for (const indexed of INDEXED) await allow(db, indexed, { anyOf: [hash, hashes] });
  // Keys of files are encrypted, so that a reader of the database finds no file. Older rows have plain keys.
  for (const key of ['key', 'sentKey']) await setSchemaProperty(db, 'uploads', [key], { anyOf: [plainKey, sealed] });
  await ensureCollection(db, 'field_keys', { $jsonSchema: fieldKey });
};

export const down = async (db) => {
  for (const indexed of INDEXED) {
    const { collection, path } = indexed;
    const first = [{ $set: { [path]: { $cond: [{ $isArray: `$${path}` }, { $first: `$${path}` }, `$${path}`] } } }];
    await allow(db, indexed, { anyOf: [hash, hashes] });
    await db.collection(collection).updateMany({ [path]: { $type: 'string' } }, first);
    await allow(db, indexed, hash);
  }
  await db.collection('field_keys').drop();
};

const hash = { bsonType: 'string', pattern: '^[\\w-]{43}$' };
const hashes = { bsonType: 'array', minItems: 1, items: hash };
const sealed = { bsonType: 'string', pattern: '^k\\d+:' };
const plainKey = { bsonType: 'string', pattern: '^[0-9a-f]{48}$' };
const fieldKey = {
  bsonType: 'object',
  required: ['_id', 'proof', 'firstAt', 'unusedAt'],
  properties: {
    _id: { bsonType: 'string' },
    proof: sealed,
    firstAt: { bsonType: 'date' },
    unusedAt: { bsonType: ['date', 'null'] },
  },
};
const INDEXED = [
  { collection: 'users', path: 'phone.index', at: ['phone', 'index'] },
  { collection: 'deliveries', path: 'to.index', at: ['to', 'index'] },
  { collection: 'bookings', path: 'guest.phone.index', at: null },
];

/** Does nothing without `at`, because bookings have no rule for the phone number of a guest. */
const allow = (db, { collection, at }, definition) => at && setSchemaProperty(db, collection, at, definition);
