import { Schema } from 'mongoose';
import { sealed } from '../../../common/crypto/sealed.schema.ts';

export const DATA = 'feed.data';

/** Last number given to a user; never lowered, not even when messages are trimmed. */
export interface FeedRecord {
  _id: string;
  seq: number;
}

export const FeedSchema = new Schema<FeedRecord>(
  { _id: { type: String, required: true }, seq: { type: Number, required: true } },
  { collection: 'feeds', versionKey: false },
);

/** One durable message to one user. `key`: the fact it tells, once per user; `data`: the view as JSON, encrypted. */
export interface FeedMessageRecord {
  _id: string;
  userId: string;
  seq: number;
  key: string;
  name: string;
  data: string;
  at: Date;
  /** Its writer has handed it to the sockets; what stays false is sent by the relay. */
  sent: boolean;
  expireAt: Date;
}

export const FeedMessageSchema = new Schema<FeedMessageRecord>(
  {
    _id: { type: String, required: true },
    userId: { type: String, required: true },
    seq: { type: Number, required: true },
    key: { type: String, required: true },
    name: { type: String, required: true },
    data: sealed(DATA),
    at: { type: Date, required: true },
    sent: { type: Boolean, required: true },
    expireAt: { type: Date, required: true },
  },
  { collection: 'feed_messages', versionKey: false },
);
