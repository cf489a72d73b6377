import { Schema } from 'mongoose';
import { sealed } from '../../common/crypto/sealed.schema.ts';

export const TEXT = 'messages.text';

/** One value for each party. */
export interface PerSide {
  customer: number;
  barber: number;
}
export type Side = keyof PerSide;

/** The conversation of a customer and a barber. Their first booking or message creates it, whichever is handled first. */
export interface ConversationRecord {
  _id: string;
  customerId: string;
  barberId: string;
  barberUserId: string;
  /** The user ids of both parties, so that one query finds the conversations of either. */
  parties: string[];
  /** Number of the last message. This number never decreases. */
  lastNumber: number;
  lastMessageId: string | null;
  /** The number up to which each party has read. */
  read: PerSide;
  /** How many messages of the other party each party has not read. */
  unread: PerSide;
  blockedBy: string[];
  /** When the last message was written, or when the conversation began. */
  activityAt: Date;
}

const text = { type: String, required: true };
const date = { type: Date, required: true };
const count = { type: Number, required: true };
const perSide = { type: new Schema({ customer: count, barber: count }, { _id: false }), required: true };

export const ConversationSchema = new Schema<ConversationRecord>(
  {
    _id: text,
    customerId: text,
    barberId: text,
    barberUserId: text,
    parties: { type: [String], required: true },
    lastNumber: count,
    lastMessageId: { type: String, default: null },
    read: perSide,
    unread: perSide,
    blockedBy: { type: [String], required: true },
    activityAt: date,
  },
  { collection: 'conversations', versionKey: false },
);

/**
 * One message. `number` is its place in the conversation, `clientId` the sender's own id for the message, `attachmentIds` are the
 * ids of uploads; `text` is encrypted.
 */
export interface MessageRecord {
  _id: string;
  conversationId: string;
  number: number;
  senderId: string;
  clientId: string;
  text: string;
  attachmentIds?: string[];
  at: Date;
}

export const MessageSchema = new Schema<MessageRecord>(
  {
    _id: text,
    conversationId: text,
    number: count,
    senderId: text,
    clientId: text,
    text: sealed(TEXT),
    attachmentIds: { type: [String], default: undefined },
    at: date,
  },
  { collection: 'messages', versionKey: false },
);

/** A report about a conversation, for admins. */
export interface ReportRecord {
  _id: string;
  conversationId: string;
  reporterId: string;
  reason: string;
  at: Date;
}

export const ReportSchema = new Schema<ReportRecord>(
  { _id: text, conversationId: text, reporterId: text, reason: text, at: date },
  { collection: 'conversation_reports', versionKey: false },
);
