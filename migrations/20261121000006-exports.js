import { ensureCollection, ensureNoIndex } from './lib/repeatable.js';

/** Copies of what is known of a person, made for that person; and how the makers find what belongs in them. */
export const up = async (db) => {
  // One per user, whose id is its _id.
  await ensureCollection(db, 'exports', { $jsonSchema: record });
  // What is to be made or removed, longest due first.
  await db
    .collection('exports')
    .createIndex({ dueAt: 1 }, { name: 'due', partialFilterExpression: { dueAt: { $gt: new Date(0) } } });

  // What was sent to a user; all of it when the account is erased.
  await db.collection('deliveries').createIndex({ userId: 1, _id: -1 }, { name: 'user' });
  // What a user has reported; all of it when the account is erased.
  await db.collection('conversation_reports').createIndex({ reporterId: 1, _id: -1 }, { name: 'reporter' });
  // What admins decided about a user.
  await db.collection('audit').createIndex({ 'details.userId': 1, seq: -1 }, { name: 'subject' });
};

export const down = async (db) => {
  await ensureNoIndex(db, 'audit', 'subject');
  await ensureNoIndex(db, 'conversation_reports', 'reporter');
  await ensureNoIndex(db, 'deliveries', 'user');
  await db.collection('exports').drop();
};

const date = { bsonType: 'date' };
const key = { bsonType: 'string', pattern: '^[0-9a-f]{48}$' };
const record = {
  bsonType: 'object',
  required: ['_id', 'status', 'key', 'oldKeys', 'askedAt', 'dueAt', 'attempts', 'expiresAt'],
  additionalProperties: false,
  properties: {
    _id: { bsonType: 'string' },
    status: { enum: ['preparing', 'ready', 'failed', 'gone'] },
    key,
    oldKeys: { bsonType: 'array', items: key },
    askedAt: date,
    // None of them stays for ever.
    dueAt: date,
    attempts: { bsonType: ['int', 'long', 'double'], minimum: 0 },
    expiresAt: { bsonType: ['date', 'null'] },
  },
};
