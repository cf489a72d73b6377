import { ensureCollection } from './lib/repeatable.js';

/** Adds the catalogue and barbers. */
export const up = async (db) => {
  await ensureCollection(db, 'services');
  // GET /services?q= finds whole words of name and description. The name counts more.
  await db
    .collection('services')
    .createIndex({ name: 'text', description: 'text' }, { name: 'text', weights: { name: 5, description: 1 } });
  // Finds words that a user is still typing, by prefixes of folded words (GET /services?q=, and ?q= of nearby).
  await db.collection('services').createIndex({ tokens: 1 }, { name: 'tokens' });

  await ensureCollection(db, 'barbers', { $jsonSchema: barberRules });
  const barbers = db.collection('barbers');
  // GET /barbers/nearby: shops by distance, and barbers with home visits by their coarse place.
  await barbers.createIndex({ publicLocation: '2dsphere', listed: 1 }, { name: 'nearby' });
  // GET /barbers/nearby: barbers with home visits whose service radius reaches the customer.
  await barbers.createIndex({ serviceArea: '2dsphere' }, { name: 'service_area' });
  // /barbers/me: the profile of a user. Each user has at most one.
  await barbers.createIndex(
    { userId: 1 },
    { name: 'user', unique: true, partialFilterExpression: { userId: { $gt: '' } } },
  );
  // The import finds listings by their OpenStreetMap identity. Each identity has at most one.
  await barbers.createIndex(
    { osmId: 1 },
    { name: 'osm', unique: true, partialFilterExpression: { osmId: { $gt: '' } } },
  );
};

export const down = async (db) => {
  for (const name of ['services', 'barbers']) await db.collection(name).drop();
};

const money = {
  bsonType: 'object',
  required: ['amount', 'currency'],
  properties: {
    amount: { bsonType: ['int', 'long', 'double'], minimum: 0, multipleOf: 1 },
    currency: { bsonType: 'string', pattern: '^[A-Z]{3}$' },
  },
};

const barberRules = {
  bsonType: 'object',
  required: ['currency', 'timezone', 'bookable', 'services'],
  properties: {
    currency: { bsonType: 'string', pattern: '^[A-Z]{3}$' },
    bookable: { bsonType: 'bool' },
    nextFreeFrom: { bsonType: ['date', 'null'] },
    services: {
      bsonType: 'array',
      items: {
        bsonType: 'object',
        required: ['serviceId', 'price', 'duration'],
        properties: { price: money, duration: { bsonType: ['int', 'long', 'double'], minimum: 1, multipleOf: 1 } },
      },
    },
  },
};
