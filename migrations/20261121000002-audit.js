import { ensureCollection } from './lib/repeatable.js';

/** Adds the audit log: the actions of admins, as a chain of hashes. */
export const up = async (db) => {
  await ensureCollection(db, 'audit', { $jsonSchema: entry });
  const audit = db.collection('audit');
  // The chain in order, and GET /admin/audit, newest first. The index is unique, so that no number has two entries.
  await audit.createIndex({ seq: 1 }, { name: 'seq', unique: true });
  // GET /admin/audit?actorId=
  await audit.createIndex({ actorId: 1, seq: -1 }, { name: 'actor' });
  // GET /admin/audit?action=
  await audit.createIndex({ action: 1, seq: -1 }, { name: 'action' });
  await ensureCollection(db, 'audit_head');
};

export const down = async (db) => {
  for (const name of ['audit', 'audit_head']) await db.collection(name).drop();
};

const string = { bsonType: 'string' };
const hash = { bsonType: 'string', pattern: '^[0-9a-f]{64}$' };
const entry = {
  bsonType: 'object',
  required: ['_id', 'seq', 'at', 'actorId', 'action', 'details', 'previousHash', 'hash'],
  additionalProperties: false,
  properties: {
    _id: string,
    seq: { bsonType: ['int', 'long', 'double'], minimum: 1, multipleOf: 1 },
    at: { bsonType: 'date' },
    actorId: string,
    action: string,
    details: { bsonType: 'object' },
    previousHash: hash,
    hash,
  },
};
