import { ensureCollection } from './lib/repeatable.js';

/** Adds the devices that push messages go to. */
export const up = async (db) => {
  await ensureCollection(db, 'devices', { $jsonSchema: device });
  const devices = db.collection('devices');
  // A token is one device and belongs to one session. When a session registers the token again, the token moves to that session.
  await devices.createIndex({ 'token.index': 1 }, { name: 'token', unique: true });
  // Finds the devices of a user. A new device replaces the device that was registered longest ago.
  await devices.createIndex({ userId: 1, seenAt: -1, _id: -1 }, { name: 'user' });
  // Finds the devices of sessions that end.
  await devices.createIndex({ sessionId: 1 }, { name: 'session' });
  // FCM treats a token as dead when the token was not used for 270 days.
  await devices.createIndex({ seenAt: 1 }, { name: 'ttl', expireAfterSeconds: 270 * 86_400 });
};

export const down = async (db) => {
  await db.collection('devices').drop();
};

const string = { bsonType: 'string' };
const device = {
  bsonType: 'object',
  required: ['_id', 'userId', 'sessionId', 'platform', 'token', 'seenAt'],
  properties: {
    _id: string,
    userId: string,
    sessionId: string,
    platform: { enum: ['ios', 'android', 'web'] },
    // Tokens are never readable in the database.
    token: {
      bsonType: 'object',
      required: ['value', 'index'],
      properties: {
        value: { bsonType: 'string', pattern: '^k\\d+:' },
        // The list has one blind index for each key.
        index: { bsonType: 'array', minItems: 1, items: { bsonType: 'string', pattern: '^[\\w-]{43}$' } },
      },
    },
    seenAt: { bsonType: 'date' },
  },
};
