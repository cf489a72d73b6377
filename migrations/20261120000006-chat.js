import { ensureCollection, ensureNoIndex } from './lib/repeatable.js';

/** Adds conversations between customers and barbers, their messages, and reports about messages. */
export const up = async (db) => {
  // Finds the two parties of a conversation and the states of their visits. The index alone answers the query.
  await db
    .collection('bookings')
    .createIndex(
      { conversationId: 1, endAt: -1, status: 1, _id: 1 },
      { name: 'conversation', partialFilterExpression: { conversationId: { $gt: '' } } },
    );

  await ensureCollection(db, 'conversations', { $jsonSchema: conversationRules });
  // GET /conversations: the user's own conversations, newest activity first.
  await db.collection('conversations').createIndex({ parties: 1, activityAt: -1, _id: -1 }, { name: 'party_list' });

  await ensureCollection(db, 'messages', { $jsonSchema: messageRules });
  const messages = db.collection('messages');
  // GET /conversations/:id/messages, newest first, and unread messages. The index is unique, so that no number is used twice.
  await messages.createIndex({ conversationId: 1, number: -1 }, { name: 'conversation_number', unique: true });
  // A message that a client sends again is found by `clientId`, and is never stored twice.
  await messages.createIndex({ conversationId: 1, senderId: 1, clientId: 1 }, { name: 'client_id', unique: true });

  // Reports wait for admins. A list of reports for admins will bring its own index.
  await ensureCollection(db, 'conversation_reports', { $jsonSchema: reportRules });

  // There is at most one unread notification with the same `about`. The index also finds that notification when its object is read.
  await db
    .collection('notifications')
    .createIndex(
      { userId: 1, about: 1 },
      { name: 'user_about', unique: true, partialFilterExpression: { about: { $gt: '' } } },
    );
};

export const down = async (db) => {
  await ensureNoIndex(db, 'notifications', 'user_about');
  for (const name of ['conversation_reports', 'messages', 'conversations']) await db.collection(name).drop();
  await ensureNoIndex(db, 'bookings', 'conversation');
};

const string = { bsonType: 'string' };
const date = { bsonType: 'date' };
const whole = { bsonType: ['int', 'long', 'double'], multipleOf: 1, minimum: 0 };
const perSide = {
  bsonType: 'object',
  required: ['customer', 'barber'],
  properties: { customer: whole, barber: whole },
};

const conversationRules = {
  bsonType: 'object',
  required: [
    'customerId',
    'barberId',
    'barberUserId',
    'parties',
    'lastNumber',
    'read',
    'unread',
    'blockedBy',
    'activityAt',
  ],
  properties: {
    _id: string,
    customerId: string,
    barberId: string,
    barberUserId: string,
    parties: { bsonType: 'array', minItems: 1, maxItems: 2, items: string },
    lastNumber: whole,
    read: perSide,
    unread: perSide,
    blockedBy: { bsonType: 'array', maxItems: 2, items: string },
    activityAt: date,
  },
};

const messageRules = {
  bsonType: 'object',
  required: ['conversationId', 'number', 'senderId', 'clientId', 'text', 'at'],
  properties: {
    _id: string,
    conversationId: string,
    number: { ...whole, minimum: 1 },
    senderId: string,
    clientId: string,
    // Messages between people are never readable in the database.
    text: { bsonType: 'string', pattern: '^k\\d+:' },
    at: date,
  },
};

const reportRules = {
  bsonType: 'object',
  required: ['conversationId', 'reporterId', 'reason', 'at'],
  properties: { conversationId: string, reporterId: string, reason: string, at: date },
};
