import { ensureCollection } from './lib/repeatable.js';

/**
 * Say here what changes and for whom. A run can be stopped after any line and then starts again at the first line, so each step
 * must be repeatable. Use the steps of `lib/repeatable.js`, `createIndex`, `drop`, or an update whose filter finds only documents
 * that still need the change. Old nodes run during the migration, so they must be able to work with the result.
 */
export const up = async (db) => {
  await ensureCollection(db, 'things', { $jsonSchema: thing });
  // The query that this index serves.
  await db.collection('things').createIndex({ userId: 1, _id: -1 }, { name: 'user' });
};

/** Reverts everything, and is repeatable too. */
export const down = async (db) => {
  await db.collection('things').drop();
};

const thing = {
  bsonType: 'object',
  required: ['_id', 'userId'],
  properties: { _id: { bsonType: 'string' }, userId: { bsonType: 'string' } },
};
