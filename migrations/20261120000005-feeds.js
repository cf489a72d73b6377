import { ensureCollection } from './lib/repeatable.js';

/** Adds the feed of each user: numbered messages that sockets can ask for again. */
export const up = async (db) => {
  await ensureCollection(db, 'feeds');
  await ensureCollection(db, 'feed_messages', { $jsonSchema: message });
  const messages = db.collection('feed_messages');
  // Finds the messages that a user missed, in order. The index is unique, so that no number is used twice.
  await messages.createIndex({ userId: 1, seq: 1 }, { name: 'user_seq', unique: true });
  // A user gets a message about the same fact once, however many times the writer runs.
  await messages.createIndex({ userId: 1, key: 1 }, { name: 'user_key', unique: true });
  // The relay finds messages that their writer did not send before it died.
  await messages.createIndex({ at: 1 }, { name: 'unsent', partialFilterExpression: { sent: false } });
  // Removes old messages after their retention time.
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
    // Messages contain names, phone numbers and places, so they are never readable in the database.
    data: { bsonType: 'string', pattern: '^k\\d+:' },
    at: { bsonType: 'date' },
    sent: { bsonType: 'bool' },
    expireAt: { bsonType: 'date' },
  },
};
