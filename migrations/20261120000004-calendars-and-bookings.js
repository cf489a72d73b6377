import { ensureCollection } from './lib/repeatable.js';

/**
 * Adds the gate, bookings, time off and notifications. Calendars must never get a TTL index, because it would delete whole days.
 */
export const up = async (db) => {
  await ensureCollection(db, 'calendars', { $jsonSchema: calendarRules });
  // The sweep finds days with a lapsed entry. All other queries use _id.
  await db.collection('calendars').createIndex({ 'busy.until': 1 }, { name: 'lapsed' });

  // An interval must not end before it starts, whatever code writes the interval.
  const forwards = {
    $expr: {
      $and: [
        { $lt: ['$scheduledAt', '$endAt'] },
        { $lte: ['$claimedFrom', '$scheduledAt'] },
        { $lte: ['$endAt', '$claimedTo'] },
      ],
    },
  };
  await ensureCollection(db, 'bookings', { $jsonSchema: bookingRules, ...forwards });
  const bookings = db.collection('bookings');
  // GET /bookings of a barber, latest visit first, and reports by barber and time.
  await bookings.createIndex({ barberId: 1, scheduledAt: 1 }, { name: 'barber_time' });
  await bookings.createIndex({ barberUserId: 1, scheduledAt: -1, _id: -1 }, { name: 'barber_list' });
  // GET /bookings of a customer, latest visit first.
  await bookings.createIndex({ customerId: 1, scheduledAt: -1, _id: -1 }, { name: 'customer_list' });
  // Every new booking looks for overlapping visits and open requests of the customer. The index has only open bookings.
  await bookings.createIndex(
    { customerId: 1, status: 1 },
    { name: 'customer_active', partialFilterExpression: { status: { $in: ['requested', 'accepted', 'in_progress'] } } },
  );
  // The poll for expiry finds requests that have expired.
  await bookings.createIndex({ expiresAt: 1 }, { name: 'expiry', partialFilterExpression: { status: 'requested' } });
  await ensureCollection(db, 'customer_agendas');

  await ensureCollection(db, 'time_off', { $jsonSchema: timeOffRules });
  // GET /barbers/me/time-off: future time off, in order.
  await db.collection('time_off').createIndex({ barberId: 1, startAt: 1, _id: 1 }, { name: 'barber_list' });

  await ensureCollection(db, 'notifications');
  // GET /notifications: newest first.
  await db.collection('notifications').createIndex({ userId: 1, _id: -1 }, { name: 'user_list' });
};

export const down = async (db) => {
  for (const name of ['calendars', 'bookings', 'customer_agendas', 'time_off', 'notifications'])
    await db.collection(name).drop();
};

const whole = { bsonType: ['int', 'long', 'double'], multipleOf: 1 };
const money = {
  bsonType: 'object',
  required: ['amount', 'currency'],
  properties: { amount: { ...whole, minimum: 0 }, currency: { bsonType: 'string', pattern: '^[A-Z]{3}$' } },
};
const date = { bsonType: 'date' };

const calendarRules = {
  bsonType: 'object',
  required: ['busy', 'version'],
  properties: {
    busy: {
      bsonType: 'array',
      items: {
        bsonType: 'object',
        required: ['bookingId', 'kind', 'start', 'end', 'until'],
        additionalProperties: false,
        properties: {
          bookingId: { bsonType: 'string' },
          kind: { enum: ['booking', 'time_off', 'guest'] },
          start: date,
          end: date,
          until: { bsonType: ['date', 'null'] },
        },
      },
    },
  },
};

const bookingRules = {
  bsonType: 'object',
  required: [
    'status',
    'barberId',
    'barberUserId',
    'scheduledAt',
    'endAt',
    'claimedFrom',
    'claimedTo',
    'payment',
    'services',
    'expiresAt',
    'version',
  ],
  properties: {
    status: {
      enum: ['requested', 'accepted', 'in_progress', 'completed', 'cancelled', 'declined', 'expired', 'no_show'],
    },
    scheduledAt: date,
    endAt: date,
    claimedFrom: date,
    claimedTo: date,
    expiresAt: { bsonType: ['date', 'null'] },
    version: { ...whole, minimum: 1 },
    payment: {
      bsonType: 'object',
      required: ['amount', 'commission', 'payoutAmount'],
      properties: { amount: money, commission: money, payoutAmount: money },
    },
    services: {
      bsonType: 'array',
      minItems: 1,
      items: {
        bsonType: 'object',
        required: ['price', 'duration'],
        properties: { price: money, duration: { ...whole, minimum: 1 } },
      },
    },
  },
};

const timeOffRules = {
  bsonType: 'object',
  required: ['barberId', 'startAt', 'endAt'],
  properties: { startAt: date, endAt: date },
};
