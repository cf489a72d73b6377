import { ensureCollection } from './lib/repeatable.js';

/** Adds files that people send, and documents that barbers submit for verification. */
export const up = async (db) => {
  await ensureCollection(db, 'uploads', { $jsonSchema: upload });
  const uploads = db.collection('uploads');
  // Files to check, tidy or remove, longest due first.
  await uploads.createIndex({ dueAt: 1 }, { name: 'due', partialFilterExpression: { dueAt: { $gt: new Date(0) } } });
  // Counts the files of a user that nothing uses, and finds all files of an erased account.
  await uploads.createIndex({ ownerId: 1, removeAt: 1 }, { name: 'owner' });

  // The _id of a submission is the user id of the barber, so no other index is needed.
  await ensureCollection(db, 'verification_submissions', { $jsonSchema: submission });
};

export const down = async (db) => {
  for (const name of ['uploads', 'verification_submissions']) await db.collection(name).drop();
};

const string = { bsonType: 'string' };
const date = { bsonType: 'date' };
const key = { bsonType: 'string', pattern: '^[0-9a-f]{48}$' };
const upload = {
  bsonType: 'object',
  required: ['_id', 'ownerId', 'purpose', 'contentType', 'size', 'sentKey', 'key', 'status', 'createdAt'],
  properties: {
    _id: string,
    ownerId: string,
    purpose: { enum: ['id_document', 'certificate', 'avatar', 'chat'] },
    size: { bsonType: ['int', 'long', 'double'], minimum: 1 },
    sentKey: key,
    key,
    status: { enum: ['waiting', 'checking', 'ready', 'refused', 'gone'] },
    createdAt: date,
    dueAt: { bsonType: ['date', 'null'] },
    removeAt: { bsonType: ['date', 'null'] },
  },
};
const submission = {
  bsonType: 'object',
  required: ['_id', 'idDocumentId', 'certificateIds', 'submittedAt'],
  properties: {
    _id: string,
    idDocumentId: string,
    certificateIds: { bsonType: 'array', maxItems: 10, items: string },
    submittedAt: date,
  },
};
