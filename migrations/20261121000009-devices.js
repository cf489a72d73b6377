import { ensureCollection } from './lib/repeatable.js';

/** Where push messages go. */
export const up = async (db) => {
  await ensureCollection(db, 'devices', { $jsonSchema: device });
  const devices = db.collection('devices');
  // A token is one device, and belongs to one session: registered again, it moves.
  await devices.createIndex({ 'token.index': 1 }, { name: 'token', unique: true });
  // Where a message for a user goes; the one that was registered longest ago gives way.
  await devices.createIndex({ userId: 1, seenAt: -1, _id: -1 }, { name: 'user' });
  // What goes with sessions that end.
  await devices.createIndex({ sessionId: 1 }, { name: 'session' });
  // FCM takes a token for dead that was not used for 270 days.
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
    // Never readable here.
    token: {
      bsonType: 'object',
      required: ['value', 'index'],
      properties: {
        value: { bsonType: 'string', pattern: '^k\\d+:' },
        // One under each key there is.
        index: { bsonType: 'array', minItems: 1, items: { bsonType: 'string', pattern: '^[\\w-]{43}$' } },
      },
    },
    seenAt: { bsonType: 'date' },
  },
};
