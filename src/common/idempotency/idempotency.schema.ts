import { Schema } from 'mongoose';
import { sealed } from '../crypto/sealed.schema.ts';

export const ANSWER = 'idempotency.answer';

/** One request under an Idempotency-Key. `_id` holds the user's id, so one user's key never answers another. */
export interface IdempotencyRecord {
  _id: string;
  fingerprint: string;
  /** The id that what is created will have, so a second try recognises what the first left. */
  createdId: string;
  state: 'running' | 'done';
  leaseToken: string;
  leaseUntil: Date;
  /** Encrypted JSON `{ body }` (2xx) or `{ problem }` (4xx): whatever a client may see can be in it. */
  answer?: string;
  /** As answers were stored before they were encrypted; gone a day after that. */
  body?: unknown;
  problem?: unknown;
  /** Removed by a TTL index 24 h after the request came. */
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
