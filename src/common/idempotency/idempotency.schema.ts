import { Schema } from 'mongoose';
import { sealed } from '../crypto/sealed.schema.ts';

export const ANSWER = 'idempotency.answer';

/** One request with an Idempotency-Key. `_id` contains the user's id, so that one user's key never answers another user. */
export interface IdempotencyRecord {
  _id: string;
  fingerprint: string;
  /** The id of the object that the request creates, so that a second attempt recognises what the first attempt left. */
  createdId: string;
  state: 'running' | 'done';
  leaseToken: string;
  leaseUntil: Date;
  /** Encrypted JSON: `{ body }` (2xx) or `{ problem }` (4xx). It is encrypted because an answer can contain personal data. */
  answer?: string;
  /** `body` and `problem` hold answers from the time before encryption. A day after the update, no record has them. */
  body?: unknown;
  problem?: unknown;
  /** 24 h after the request. A TTL index then removes the record. */
  expireAt: Date;
}

export const IdempotencySchema = new Schema<IdempotencyRecord>(
  {
    _id: { type: String, required: true },
    fingerprint: { type: String, required: true },
    createdId: { type: String, required: true },
    state: { type: String, enum: ['running', 'done'], required: true },
    leaseToken: { type: String, required: true },
    leaseUntil: { type: Date, required: true },
    answer: { ...sealed(ANSWER), required: false },
    expireAt: { type: Date, required: true },
  },
  { collection: 'idempotency', versionKey: false },
);
