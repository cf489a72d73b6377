import { ensureCollection } from './lib/repeatable.js';

/** Adds sign-ins with providers, and the tickets of such sign-ins, which work once. */
export const up = async (db) => {
  await ensureCollection(db, 'identities', { $jsonSchema: identity });
  // GET /me/identities. An account has one identity per provider, so that DELETE /me/identities/:provider names exactly one. The
  // _id is
  // the provider and its subject, so that one identity belongs to one account.
  await db.collection('identities').createIndex({ userId: 1, provider: 1 }, { name: 'user', unique: true });

  await ensureCollection(db, 'oauth_tickets', { $jsonSchema: ticket });
  // Tickets are found by _id and removed when they expire.
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
    // Only hashes of the secrets are stored.
    _id: { bsonType: 'string', pattern: '^(flow|exchange|link|spent):[\\w-]{43}$' },
    // Addresses and verifiers are never readable in the database.
    data: { bsonType: 'string', pattern: '^k\\d+:' },
    expireAt: date,
  },
};
