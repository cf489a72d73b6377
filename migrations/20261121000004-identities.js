import { ensureCollection } from './lib/repeatable.js';

/** Who signs in by a provider, and what is good for one use on the way there. */
export const up = async (db) => {
  await ensureCollection(db, 'identities', { $jsonSchema: identity });
  // GET /me/identities; one person per provider and account, so that DELETE /me/identities/:provider names one. The id is
  // provider and subject: one account per person.
  await db.collection('identities').createIndex({ userId: 1, provider: 1 }, { name: 'user', unique: true });

  await ensureCollection(db, 'oauth_tickets', { $jsonSchema: ticket });
  // Found by their ids; removed when they are over.
  await db.collection('oauth_tickets').createIndex({ expireAt: 1 }, { name: 'ttl', expireAfterSeconds: 0 });
};

export const down = async (db) => {
  for (const name of ['identities', 'oauth_tickets']) await db.collection(name).drop();
};

const date = { bsonType: 'date' };
const identity = {
  bsonType: 'object',
  required: ['_id', 'provider', 'userId', 'createdAt'],
  properties: {
    _id: { bsonType: 'string', pattern: '^(google|facebook|apple):.' },
    provider: { enum: ['google', 'facebook', 'apple'] },
    userId: { bsonType: 'string' },
    createdAt: date,
  },
};
const ticket = {
  bsonType: 'object',
  required: ['_id', 'expireAt'],
  properties: {
    // Hashes, never the secrets themselves.
    _id: { bsonType: 'string', pattern: '^(flow|exchange|link|spent):[\\w-]{43}$' },
    // Never a readable address or verifier.
    data: { bsonType: 'string', pattern: '^k\\d+:' },
    expireAt: date,
  },
};
