import { ensureNoIndex } from './lib/repeatable.js';

/** Finds accounts that their owners closed. */
export const up = async (db) => {
  // Closed accounts whose grace period has ended.
  await db
    .collection('users')
    .createIndex(
      { 'closing.dueAt': 1 },
      { name: 'closing', partialFilterExpression: { 'closing.dueAt': { $gt: new Date(0) } } },
    );
};

export const down = async (db) => {
  await ensureNoIndex(db, 'users', 'closing');
};
