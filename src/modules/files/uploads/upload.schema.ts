import { Schema } from 'mongoose';
import { sealed } from '../../../common/crypto/sealed.schema.ts';
import { UPLOAD_STATUSES, UPLOAD_PURPOSES, type UploadStatus, type UploadPurpose } from './upload.types.ts';

export const SENT_KEY = 'uploads.sentKey';
export const KEY = 'uploads.key';

/**
 * A file of a user. The sent file is stored under `sentKey`, and only the check reads it. The checked file is stored under `key`.
 */
export interface UploadRecord {
  _id: string;
  ownerId: string;
  purpose: UploadPurpose;
  /** The declared type. The store and the check refuse a file of another type or size. */
  contentType: string;
  /** The declared size in bytes. */
  size: number;
  /** Both keys are encrypted, so that somebody who reads the database finds no file. */
  sentKey: string;
  key: string;
  status: UploadStatus;
  /** Why the file was refused, in words for its owner. */
  reason: string | null;
  /** What uses the upload, for example `message:<id>`. Only one thing can use an upload. */
  usedBy: string | null;
  createdAt: Date;
  /** When the worker takes the upload next: to check the file, to tidy up, or to remove the upload. */
  dueAt: Date | null;
  attempts: number;
  /** When the upload is no longer needed; null while something uses the upload. */
  removeAt: Date | null;
}

const text = { type: String, required: true };
const date = { type: Date, required: true };
const count = { type: Number, required: true };

export const UploadSchema = new Schema<UploadRecord>(
  {
    _id: text,
    ownerId: text,
    purpose: { type: String, enum: UPLOAD_PURPOSES, required: true },
    contentType: text,
    size: count,
    sentKey: sealed(SENT_KEY),
    key: sealed(KEY),
    status: { type: String, enum: UPLOAD_STATUSES, required: true },
    reason: { type: String, default: null },
    usedBy: { type: String, default: null },
    createdAt: date,
    dueAt: { type: Date, default: null },
    attempts: count,
    removeAt: { type: Date, default: null },
  },
  { collection: 'uploads', versionKey: false },
);
