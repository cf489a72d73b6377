import { ensureCollection, ensureNoIndex } from './lib/repeatable.js';

/** Conversations between customer and barber, their messages, and reports about them. */
export const up = async (db) => {
  // The pair behind a conversation, and where its visits stand: answered from the index alone.
  await db
    .collection('bookings')
    .createIndex(
      { conversationId: 1, endAt: -1, status: 1, _id: 1 },
      { name: 'conversation', partialFilterExpression: { conversationId: { $gt: '' } } },
    );

  await ensureCollection(db, 'conversations', { $jsonSchema: conversationRules });
  // GET /conversations: mine, newest activity first.
  await db.collection('conversations').createIndex({ parties: 1, activityAt: -1, _id: -1 }, { name: 'party_list' });

  await ensureCollection(db, 'messages', { $jsonSchema: messageRules });
  const messages = db.collection('messages');
  // GET /conversations/:id/messages, newest first; what is still unread. Unique: no number is given twice.
  await messages.createIndex({ conversationId: 1, number: -1 }, { name: 'conversation_number', unique: true });
  // A message that is sent again is found by its client's id, and never stored twice.
  await messages.createIndex({ conversationId: 1, senderId: 1, clientId: 1 }, { name: 'client_id', unique: true });

  // Waiting for admins; the list of them brings its index.
  await ensureCollection(db, 'conversation_reports', { $jsonSchema: reportRules });

  // At most one unread notification about the same thing; the one that is there, to be marked read with the thing itself.
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
    // What people write to each other is never readable here.
    text: { bsonType: 'string', pattern: '^k\\d+:' },
    at: date,
  },
};

const reportRules = {
  bsonType: 'object',
  required: ['conversationId', 'reporterId', 'reason', 'at'],
  properties: { conversationId: string, reporterId: string, reason: string, at: date },
};
