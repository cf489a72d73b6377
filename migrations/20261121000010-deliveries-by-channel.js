import { ensureNoIndex } from './lib/repeatable.js';

/** Lets one loop per channel send the deliveries that are due. */
const partialFilterExpression = { dueAt: { $gt: new Date(0) } };

export const up = async (db) => {
  const deliveries = db.collection('deliveries');
  // Deliveries of one channel to send, longest due first.
  await deliveries.createIndex({ channel: 1, dueAt: 1 }, { name: 'channel_due', partialFilterExpression });
  await ensureNoIndex(db, 'deliveries', 'due');
};

export const down = async (db) => {
  const deliveries = db.collection('deliveries');
  await deliveries.createIndex({ dueAt: 1 }, { name: 'due', partialFilterExpression });
  await ensureNoIndex(db, 'deliveries', 'channel_due');
};
