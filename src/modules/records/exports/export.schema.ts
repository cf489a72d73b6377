import { Schema } from 'mongoose';

/** `gone`: whoever makes it stops, and its objects are being deleted. */
export const EXPORT_STATUSES = ['preparing', 'ready', 'failed', 'gone'] as const;
export type ExportStatus = (typeof EXPORT_STATUSES)[number];

/** The copy of everything known of a person that this person asked for last. */
export interface ExportRecord {
  /** The user. */
  _id: string;
  status: ExportStatus;
  /** Where the object lies, or will; a new one for each request. */
  key: string;
  /** Of requests before this one: whatever may still lie there is removed. */
  oldKeys: string[];
  askedAt: Date;
  /** When the worker looks at it: to make it, or to remove it. While one makes it, the end of his lease. */
  dueAt: Date;
  attempts: number;
  /** Until when it can be had, once it is ready. */
  expiresAt: Date | null;
}

const text = { type: String, required: true };
const date = { type: Date, required: true };

export const ExportSchema = new Schema<ExportRecord>(
  {
    _id: text,
    status: { type: String, enum: EXPORT_STATUSES, required: true },
    key: text,
    oldKeys: { type: [String], required: true },
    askedAt: date,
    dueAt: date,
    attempts: { type: Number, required: true },
    expiresAt: { type: Date, default: null },
  },
  { collection: 'exports', versionKey: false },
);
