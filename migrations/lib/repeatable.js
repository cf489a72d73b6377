/**
 * Steps that may run twice. A migration that is stopped before its record is written runs again from its first line, so every
 * step must accept what an earlier run has done. `createIndex` and `drop` already do. The functions here do the same for other
 * steps.
 */

/** Creates a collection with this validator, or gives the validator to the collection that an earlier run has created. */
export async function ensureCollection(db, name, validator = {}) {
  if (await exists(db, name)) return db.command({ collMod: name, validator });
  return db.createCollection(name, { validator });
}

/** Drops an index, if the collection still has it. */
export async function ensureNoIndex(db, collection, index) {
  const isThere = (await exists(db, collection)) && (await db.collection(collection).indexExists(index));
  if (isThere) await db.collection(collection).dropIndex(index);
}

/**
 * Replaces the definition of one property in the schema of a collection and keeps all other properties. `at` is the path of names
 * that leads to the property.
 */
export async function setSchemaProperty(db, collection, at, definition) {
  const [{ options }] = await db.listCollections({ name: collection }).toArray();
  const holder = at.slice(0, -1).reduce((schema, name) => schema.properties[name], options.validator.$jsonSchema);
  holder.properties[at.at(-1)] = definition;
  await db.command({ collMod: collection, validator: options.validator });
}

const exists = async (db, name) => (await db.listCollections({ name }, { nameOnly: true }).toArray()).length > 0;
