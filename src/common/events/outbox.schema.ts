import { Schema } from 'mongoose';

/** A fact waiting for its subscribers. `sentAt`: queued for all of them; `doneAt`: every subscriber's inbox row exists. */
export interface OutboxRecord {
  _id: string;
  name: string;
  payload: unknown;
  at: Date;
  sentAt: Date | null;
  doneAt: Date | null;
}

export const OutboxSchema = new Schema<OutboxRecord>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    payload: { type: Schema.Types.Mixed, required: true },
    at: { type: Date, required: true },
    sentAt: { type: Date, default: null },
    doneAt: { type: Date, default: null },
  },
  { collection: 'outbox', versionKey: false },
);

/** Proof that one subscriber has handled one event; written in the transaction of the effect. */
export interface InboxRecord {
  _id: string;
  at: Date;
}

export const InboxSchema = new Schema<InboxRecord>(
  { _id: { type: String, required: true }, at: { type: Date, required: true } },
  { collection: 'inbox', versionKey: false },
);
