import { ensureCollection } from './lib/repeatable.js';

/** The numbered log of each user, from which sockets are replayed. */
export const up = async (db) => {
  await ensureCollection(db, 'feeds');
  await ensureCollection(db, 'feed_messages', { $jsonSchema: message });
  const messages = db.collection('feed_messages');
  // Replay: what a user missed, in order. Unique: no number is given twice.
  await messages.createIndex({ userId: 1, seq: 1 }, { name: 'user_seq', unique: true });
  // The same fact is told to the same user once, however often its writer runs.
  await messages.createIndex({ userId: 1, key: 1 }, { name: 'user_key', unique: true });
  // Relay: what its writer did not send before it died.
  await messages.createIndex({ at: 1 }, { name: 'unsent', partialFilterExpression: { sent: false } });
  // Trims what is too old to be missed.
  await messages.createIndex({ expireAt: 1 }, { name: 'ttl', expireAfterSeconds: 0 });
};

export const down = async (db) => {
  for (const name of ['feeds', 'feed_messages']) await db.collection(name).drop();
};

const message = {
  bsonType: 'object',
  required: ['_id', 'userId', 'seq', 'key', 'name', 'data', 'at', 'sent', 'expireAt'],
  properties: {
    _id: { bsonType: 'string' },
    userId: { bsonType: 'string' },
    seq: { bsonType: ['int', 'long', 'double'], minimum: 1, multipleOf: 1 },
    // Views show names, numbers and places, so they are never readable here.
    data: { bsonType: 'string', pattern: '^k\\d+:' },
    at: { bsonType: 'date' },
    sent: { bsonType: 'bool' },
    expireAt: { bsonType: 'date' },
  },
};
