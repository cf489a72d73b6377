import { ensureNoIndex } from './lib/repeatable.js';

/** Accounts their owners closed. */
export const up = async (db) => {
  // Whose time is over.
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
