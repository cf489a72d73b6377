import { ensureCollection } from './lib/repeatable.js';

/** Adds the outbox, the inbox and idempotency records. */
export const up = async (db) => {
  await ensureCollection(db, 'outbox');
  // The relay finds rows that are not queued yet. The index is partial, so it stays as small as the backlog.
  await db
    .collection('outbox')
    .createIndex({ sentAt: 1 }, { name: 'unsent', partialFilterExpression: { sentAt: null } });
  // The sweep finds rows that are queued but not yet handled by every subscriber.
  await db
    .collection('outbox')
    .createIndex({ sentAt: 1, doneAt: 1 }, { name: 'undone', partialFilterExpression: { doneAt: null } });
  // Handled rows are kept for a week so that people can look at them. A row without doneAt is never removed.
  await db.collection('outbox').createIndex({ doneAt: 1 }, { name: 'ttl', expireAfterSeconds: 7 * 86_400 });
  await ensureCollection(db, 'inbox');
  // Proofs live longer than outbox rows, so that a late job is still recognised.
  await db.collection('inbox').createIndex({ at: 1 }, { name: 'ttl', expireAfterSeconds: 30 * 86_400 });
  await ensureCollection(db, 'idempotency');
  await db.collection('idempotency').createIndex({ expireAt: 1 }, { name: 'ttl', expireAfterSeconds: 0 });
};

export const down = async (db) => {
  for (const name of ['outbox', 'inbox', 'idempotency']) await db.collection(name).drop();
};
