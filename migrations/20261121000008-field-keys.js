/** Keys of encrypted fields can change: values are found under each key there is, and the database knows which keys it needs. */
export const up = async (db) => {
  // One index, as it was, or a list: found by the same queries, unique together. Nodes of before go on writing the former.
  for (const { collection, at } of INDEXED) await patch(db, collection, at, { anyOf: [hash, hashes] });
  // Whoever reads the database finds no file. The plain ones are older.
  for (const key of ['key', 'sentKey']) await patch(db, 'uploads', [key], { anyOf: [plainKey, sealed] });
  await db.createCollection('field_keys', { validator: { $jsonSchema: fieldKey } });
};

export const down = async (db) => {
  for (const { collection, path, at } of INDEXED) {
    const first = [{ $set: { [path]: { $cond: [{ $isArray: `$${path}` }, { $first: `$${path}` }, `$${path}`] } } }];
    await patch(db, collection, at, { anyOf: [hash, hashes] });
    await db.collection(collection).updateMany({ [path]: { $type: 'string' } }, first);
    await patch(db, collection, at, hash);
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

/** Changes one property of a collection's schema and leaves the rest. */
async function patch(db, collection, at, definition) {
  if (!at) return;
  const [{ options }] = await db.listCollections({ name: collection }).toArray();
  const holder = at.slice(0, -1).reduce((schema, name) => schema.properties[name], options.validator.$jsonSchema);
  holder.properties[at.at(-1)] = definition;
  await db.command({ collMod: collection, validator: options.validator });
}
