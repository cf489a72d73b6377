import { Schema } from 'mongoose';
import { sealed } from '../../../common/crypto/sealed.schema.ts';

export const DATA = 'feed.data';

/** The last number given to a user. `seq` never decreases, not even when messages are deleted. */
export interface FeedRecord {
  _id: string;
  seq: number;
}

export const FeedSchema = new Schema<FeedRecord>(
  { _id: { type: String, required: true }, seq: { type: Number, required: true } },
  { collection: 'feeds', versionKey: false },
);

/** One durable message to one user. `key` names the fact, once per user; `data` is the view as encrypted JSON. */
export interface FeedMessageRecord {
  _id: string;
  userId: string;
  seq: number;
  key: string;
  name: string;
  data: string;
  at: Date;
  /** True once the message was handed to the sockets of all nodes. A worker sends messages that stay false (`sendUnsent`). */
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
