import { Schema } from 'mongoose';
import { sealed } from '../../common/crypto/sealed.schema.ts';

export const TEXT = 'messages.text';

/** Each party's own value. */
export interface PerSide {
  customer: number;
  barber: number;
}
export type Side = keyof PerSide;

/** One per customer and barber, made with their first booking or message, whichever is seen first. */
export interface ConversationRecord {
  _id: string;
  customerId: string;
  barberId: string;
  barberUserId: string;
  /** Both user ids, for the list of either. */
  parties: string[];
  /** Number of the last message; never lowered. */
  lastNumber: number;
  lastMessageId: string | null;
  /** Up to which number each has read. */
  read: PerSide;
  /** How many messages of the other each has not read. */
  unread: PerSide;
  blockedBy: string[];
  /** The last message, or the beginning. */
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

/** `number`: its place in the conversation; `clientId`: the sender's own id for it; `text`: encrypted; `attachmentIds`: uploads. */
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

/** A complaint for admins. */
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
