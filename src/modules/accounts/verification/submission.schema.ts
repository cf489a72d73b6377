import { Schema } from 'mongoose';

/** The last documents that a barber handed in. The ids are ids of uploads, which may have been removed. */
export interface SubmissionRecord {
  /** The user id of the barber. */
  _id: string;
  idDocumentId: string;
  certificateIds: string[];
  submittedAt: Date;
}

const text = { type: String, required: true };

export const SubmissionSchema = new Schema<SubmissionRecord>(
  {
    _id: text,
    idDocumentId: text,
    certificateIds: { type: [String], required: true },
    submittedAt: { type: Date, required: true },
  },
  { collection: 'verification_submissions', versionKey: false },
);
