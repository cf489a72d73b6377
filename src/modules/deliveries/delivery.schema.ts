import { Schema } from 'mongoose';

export const CHANNELS = ['email', 'sms', 'push'] as const;
export type Channel = (typeof CHANNELS)[number];

/** One message that leaves the platform: what it says is made from template and data when it is sent. */
export interface DeliveryRecord {
  _id: string;
  userId: string | null;
  channel: Channel;
  /** Encrypted address, and the blind index by which it is found. */
  to: { value: string; index: string };
  template: string;
  language: string;
  /** Encrypted JSON: codes and links are in it. */
  data: string;
  at: Date;
  /** When it is to be tried; null: sent, or given up. */
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
    to: { type: new Schema({ value: text, index: text }, { _id: false }), required: true },
    template: text,
    language: text,
    data: text,
    at: date,
    dueAt: { type: Date, default: null },
    attempts: { type: Number, required: true },
    sentAt: { type: Date, default: null },
    failure: { type: String, default: null },
    expireAt: date,
  },
  { collection: 'deliveries', versionKey: false },
);
