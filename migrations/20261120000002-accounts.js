import { ensureCollection } from './lib/repeatable.js';

const user = {
  bsonType: 'object',
  required: ['_id', 'name', 'role', 'emailVerified', 'phoneVerified', 'verification', 'createdAt'],
  properties: {
    _id: { bsonType: 'string' },
    // Lower case, else the unique index would let one mailbox have two accounts.
    email: { bsonType: 'string', pattern: '^[^A-Z\\s]+@[^A-Z\\s]+$' },
    // Never a readable number.
    phone: {
      bsonType: 'object',
      required: ['value', 'index'],
      additionalProperties: false,
      properties: {
        value: { bsonType: 'string', pattern: '^k\\d+:' },
        index: { bsonType: 'string', pattern: '^[\\w-]{43}$' },
      },
    },
    // Never a readable password, and always with the version that says how it was made.
    passwordHash: { bsonType: 'string', pattern: '^v\\d+\\$.{50,}' },
    role: { enum: ['customer', 'barber', 'admin'] },
    verification: {
      bsonType: 'object',
      required: ['status'],
      properties: { status: { enum: ['none', 'pending', 'approved', 'rejected'] } },
    },
    suspendedAt: { bsonType: ['date', 'null'] },
    createdAt: { bsonType: 'date' },
  },
};

const session = {
  bsonType: 'object',
  required: ['_id', 'userId', 'role', 'generation', 'currentHash', 'expireAt'],
  properties: {
    _id: { bsonType: 'string' },
    userId: { bsonType: 'string' },
    role: { enum: ['customer', 'barber', 'admin'] },
    generation: { bsonType: ['int', 'long', 'double'], minimum: 0 },
    // Hashes, never refresh tokens.
    currentHash: { bsonType: 'string', pattern: '^[\\w-]{43}$' },
    parentHash: { bsonType: ['string', 'null'], pattern: '^[\\w-]{43}$' },
    // A session that nothing removes would live for ever.
    expireAt: { bsonType: 'date' },
  },
};

/** Accounts and their sessions. */
export const up = async (db) => {
  await ensureCollection(db, 'users', { $jsonSchema: user });
  const users = db.collection('users');
  // Sign-in by email, and one account per address. Partial: a sparse index would refuse the second account with null. `$gt` and not
  // `$type`, so that equality alone is seen to be inside it and uses the index.
  await users.createIndex(
    { email: 1 },
    { name: 'email', unique: true, partialFilterExpression: { email: { $gt: '' } } },
  );
  // Sign-in by phone, and one account per number.
  await users.createIndex(
    { 'phone.index': 1 },
    { name: 'phone', unique: true, partialFilterExpression: { 'phone.index': { $gt: '' } } },
  );
  // GET /admin/users?role=, newest first; also the few admins who are counted before one is taken away.
  await users.createIndex({ role: 1, _id: -1 }, { name: 'role' });
  // GET /admin/verifications?status=, who came first first.
  await users.createIndex(
    { 'verification.status': 1, _id: 1 },
    { name: 'verification', partialFilterExpression: { role: 'barber' } },
  );

  await ensureCollection(db, 'sessions', { $jsonSchema: session });
  // All sessions of one user: ended at suspension and role change.
  await db.collection('sessions').createIndex({ userId: 1 }, { name: 'user' });
  // Removes families whose last refresh token has expired.
  await db.collection('sessions').createIndex({ expireAt: 1 }, { name: 'ttl', expireAfterSeconds: 0 });
};

export const down = async (db) => {
  for (const name of ['users', 'sessions']) await db.collection(name).drop();
};
