import { Schema } from 'mongoose';

/** `gone`: a worker that makes the export stops, and its archives are being deleted. */
export const EXPORT_STATUSES = ['preparing', 'ready', 'failed', 'gone'] as const;
export type ExportStatus = (typeof EXPORT_STATUSES)[number];

/** The export that a person asked for last: a copy of everything known about the person. */
export interface ExportRecord {
  /** The id of the user. */
  _id: string;
  status: ExportStatus;
  /** The key of the archive in the store. Each request gets a new key. */
  key: string;
  /** The keys of earlier requests. Archives that may still be stored there are removed. */
  oldKeys: string[];
  askedAt: Date;
  /**
   * When a worker takes the export next, to make or to remove it. While a worker makes the export, this is the end of its lease.
   */
  dueAt: Date;
  attempts: number;
  /** Until when the export is available, once the export is ready. */
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
