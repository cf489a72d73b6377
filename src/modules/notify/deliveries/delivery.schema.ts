import { Schema } from 'mongoose';
import type { Sealed } from '../../../common/crypto/field-crypto.ts';
import { sealed, sealedAndIndexed } from '../../../common/crypto/sealed.schema.ts';

export const TO = 'deliveries.to';
export const DATA = 'deliveries.data';

export const CHANNELS = ['email', 'sms', 'push'] as const;
export type Channel = (typeof CHANNELS)[number];

/** One message that leaves the platform. Its text is rendered from template and data when the message is sent. */
export interface DeliveryRecord {
  _id: string;
  userId: string | null;
  channel: Channel;
  to: Sealed;
  template: string;
  language: string;
  /** JSON, encrypted because it holds codes and links. */
  data: string;
  at: Date;
  /** When the next attempt is due; null after the delivery was sent or given up. */
  dueAt: Date | null;
  attempts: number;
  sentAt: Date | null;
  /** Why the last attempt failed. */
  failure: string | null;
  expireAt: Date;
}

const text = { type: String, required: true };
const date = { type: Date, required: true };

export const DeliverySchema = new Schema<DeliveryRecord>(
  {
    _id: text,
    userId: { type: String, default: null },
    channel: { type: String, enum: CHANNELS, required: true },
    to: { type: sealedAndIndexed(TO), required: true },
    template: text,
    language: text,
    data: sealed(DATA),
    at: date,
    dueAt: { type: Date, default: null },
    attempts: { type: Number, required: true },
    sentAt: { type: Date, default: null },
    failure: { type: String, default: null },
    expireAt: date,
  },
  { collection: 'deliveries', versionKey: false },
);
