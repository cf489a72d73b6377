import { Schema } from 'mongoose';

/** What a barber handed in last to be verified; ids of uploads, which may be gone by now. */
export interface SubmissionRecord {
  /** The barber's user id. */
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
