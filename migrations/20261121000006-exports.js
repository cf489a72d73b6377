import { ensureCollection, ensureNoIndex } from './lib/repeatable.js';

/** Adds exports of a person's data, and the indexes that find the data of an export. */
export const up = async (db) => {
  // Each user has at most one export. Its _id is the user's id.
  await ensureCollection(db, 'exports', { $jsonSchema: record });
  // Exports to make or remove, longest due first.
  await db
    .collection('exports')
    .createIndex({ dueAt: 1 }, { name: 'due', partialFilterExpression: { dueAt: { $gt: new Date(0) } } });

  // Deliveries to a user, for the export and the erasure.
  await db.collection('deliveries').createIndex({ userId: 1, _id: -1 }, { name: 'user' });
  // Reports by a user, for the export and the erasure.
  await db.collection('conversation_reports').createIndex({ reporterId: 1, _id: -1 }, { name: 'reporter' });
  // Actions of admins that concern a user.
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
    // Every export has a date, so that none stays forever.
    dueAt: date,
    attempts: { bsonType: ['int', 'long', 'double'], minimum: 0 },
    expiresAt: { bsonType: ['date', 'null'] },
  },
};
