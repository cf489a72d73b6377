import { ensureCollection } from './lib/repeatable.js';

/** Adds deliveries, the codes that prove an address, password resets and known devices. */
export const up = async (db) => {
  await ensureCollection(db, 'deliveries', { $jsonSchema: delivery });
  const deliveries = db.collection('deliveries');
  // Deliveries to send, longest due first.
  await deliveries.createIndex({ dueAt: 1 }, { name: 'due', partialFilterExpression: { dueAt: { $gt: new Date(0) } } });
  // GET /dev/inbox?to=, newest first.
  await deliveries.createIndex({ 'to.index': 1, _id: -1 }, { name: 'to' });
  // Removes deliveries after their retention time.
  await deliveries.createIndex({ expireAt: 1 }, { name: 'ttl', expireAfterSeconds: 0 });

  await ensureCollection(db, 'codes', { $jsonSchema: code });
  // The codes of a user that are still valid.
  await db.collection('codes').createIndex({ userId: 1 }, { name: 'user' });
  await db.collection('codes').createIndex({ expireAt: 1 }, { name: 'ttl', expireAfterSeconds: 0 });

  await ensureCollection(db, 'password_resets', { $jsonSchema: reset });
  // Finds the user of a reset token.
  await db.collection('password_resets').createIndex({ hash: 1 }, { name: 'hash', unique: true });
  await db.collection('password_resets').createIndex({ expireAt: 1 }, { name: 'ttl', expireAfterSeconds: 0 });

  await ensureCollection(db, 'known_devices');
  // Tells whether a user has another known device.
  await db.collection('known_devices').createIndex({ userId: 1 }, { name: 'user' });
  // A device is removed after a year without a sign-in.
  await db
    .collection('known_devices')
    .createIndex({ lastSeenAt: 1 }, { name: 'ttl', expireAfterSeconds: 365 * 86_400 });
};

export const down = async (db) => {
  for (const name of ['deliveries', 'codes', 'password_resets', 'known_devices']) await db.collection(name).drop();
};

const string = { bsonType: 'string' };
const date = { bsonType: 'date' };
const sealed = { bsonType: 'string', pattern: '^k\\d+:' };
const hash = { bsonType: 'string', pattern: '^[\\w-]{43}$' };
const delivery = {
  bsonType: 'object',
  required: ['_id', 'channel', 'to', 'template', 'data', 'at', 'dueAt', 'sentAt', 'expireAt'],
  properties: {
    _id: string,
    channel: { enum: ['email', 'sms', 'push'] },
    // Addresses and codes are never readable in the database.
    to: { bsonType: 'object', required: ['value', 'index'], properties: { value: sealed, index: hash } },
    data: sealed,
    at: date,
    dueAt: { bsonType: ['date', 'null'] },
    sentAt: { bsonType: ['date', 'null'] },
    expireAt: date,
  },
};
const code = {
  bsonType: 'object',
  required: ['_id', 'userId', 'kind', 'address', 'hash', 'triesLeft', 'expiresAt', 'expireAt'],
  properties: {
    _id: string,
    userId: string,
    kind: { enum: ['email', 'phone'] },
    address: sealed,
    hash,
    triesLeft: { bsonType: ['int', 'long', 'double'], maximum: 5 },
    expiresAt: date,
    expireAt: date,
  },
};
const reset = {
  bsonType: 'object',
  required: ['_id', 'hash', 'kind', 'at', 'expireAt'],
  properties: { _id: string, hash, kind: { enum: ['email', 'phone'] }, at: date, expireAt: date },
};
