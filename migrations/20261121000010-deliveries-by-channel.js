import { ensureNoIndex } from './lib/repeatable.js';

/** What is due is sent by one loop per channel. */
const partialFilterExpression = { dueAt: { $gt: new Date(0) } };

export const up = async (db) => {
  const deliveries = db.collection('deliveries');
  // What is to be sent by one channel, longest due first.
  await deliveries.createIndex({ channel: 1, dueAt: 1 }, { name: 'channel_due', partialFilterExpression });
  await ensureNoIndex(db, 'deliveries', 'due');
};

export const down = async (db) => {
  const deliveries = db.collection('deliveries');
  await deliveries.createIndex({ dueAt: 1 }, { name: 'due', partialFilterExpression });
  await ensureNoIndex(db, 'deliveries', 'channel_due');
};
