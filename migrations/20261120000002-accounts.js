import { ensureCollection } from './lib/repeatable.js';

const user = {
  bsonType: 'object',
  required: ['_id', 'name', 'role', 'emailVerified', 'phoneVerified', 'verification', 'createdAt'],
  properties: {
    _id: { bsonType: 'string' },
    // Lower case, because otherwise the unique index would allow two accounts for one mailbox.
    email: { bsonType: 'string', pattern: '^[^A-Z\\s]+@[^A-Z\\s]+$' },
    // The number is never readable.
    phone: {
      bsonType: 'object',
      required: ['value', 'index'],
      additionalProperties: false,
      properties: {
        value: { bsonType: 'string', pattern: '^k\\d+:' },
        index: { bsonType: 'string', pattern: '^[\\w-]{43}$' },
      },
    },
    // The password is never readable. The version says how the hash was made.
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
    // Only hashes of refresh tokens are stored.
    currentHash: { bsonType: 'string', pattern: '^[\\w-]{43}$' },
    parentHash: { bsonType: ['string', 'null'], pattern: '^[\\w-]{43}$' },
    // Without this date, nothing would remove the session.
    expireAt: { bsonType: 'date' },
  },
};

/** Adds accounts and their sessions. */
export const up = async (db) => {
  await ensureCollection(db, 'users', { $jsonSchema: user });
  const users = db.collection('users');
  // Sign-in by email, and one account per address. The index is partial, because a sparse index would refuse the second account
  // with
  // null. The filter uses `$gt` instead of `$type`, so that MongoDB also uses the index for a query by equality alone.
  await users.createIndex(
    { email: 1 },
    { name: 'email', unique: true, partialFilterExpression: { email: { $gt: '' } } },
  );
  // Sign-in by phone, and one account per number.
  await users.createIndex(
    { 'phone.index': 1 },
    { name: 'phone', unique: true, partialFilterExpression: { 'phone.index': { $gt: '' } } },
  );
  // GET /admin/users?role=, newest first. The same index counts the admins before one of them loses the role.
  await users.createIndex({ role: 1, _id: -1 }, { name: 'role' });
  // GET /admin/verifications?status=, oldest account first.
  await users.createIndex(
    { 'verification.status': 1, _id: 1 },
    { name: 'verification', partialFilterExpression: { role: 'barber' } },
  );

  await ensureCollection(db, 'sessions', { $jsonSchema: session });
  // All sessions of one user, which end at a suspension or a change of role.
  await db.collection('sessions').createIndex({ userId: 1 }, { name: 'user' });
  // Removes sessions whose last refresh token has expired.
  await db.collection('sessions').createIndex({ expireAt: 1 }, { name: 'ttl', expireAfterSeconds: 0 });
};

export const down = async (db) => {
  for (const name of ['users', 'sessions']) await db.collection(name).drop();
};
