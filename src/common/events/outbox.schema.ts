import { Schema } from 'mongoose';

/** An event for its subscribers. `sentAt`: when jobs were queued for all of them. `doneAt`: when the proof of each was found. */
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

/** The proof that one subscriber has handled one event. `Subscriber.atomic` says when the proof is written. */
export interface InboxRecord {
  _id: string;
  at: Date;
}

export const InboxSchema = new Schema<InboxRecord>(
  { _id: { type: String, required: true }, at: { type: Date, required: true } },
  { collection: 'inbox', versionKey: false },
);
