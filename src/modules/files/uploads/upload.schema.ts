import { Schema } from 'mongoose';
import { sealed } from '../../../common/crypto/sealed.schema.ts';
import { UPLOAD_STATUSES, UPLOAD_PURPOSES, type UploadStatus, type UploadPurpose } from './upload.types.ts';

export const SENT_KEY = 'uploads.sentKey';
export const KEY = 'uploads.key';

/** A file somebody sends: what was sent lies under `sentKey` and is read by the check alone; what others see lies under `key`. */
export interface UploadRecord {
  _id: string;
  ownerId: string;
  purpose: UploadPurpose;
  /** As declared; the store and the check hold it to that. */
  contentType: string;
  size: number;
  /** Both encrypted: who reads the database finds no file. */
  sentKey: string;
  key: string;
  status: UploadStatus;
  /** Why it was refused. */
  reason: string | null;
  /** What uses it, `conversation:<id>` for example; one thing only. */
  usedBy: string | null;
  createdAt: Date;
  /** When the worker looks at it: to check it, to tidy up, or to remove it. */
  dueAt: Date | null;
  attempts: number;
  /** Not needed from then on; null while something uses it. */
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
