import { Schema } from 'mongoose';

/** A key that values in this database may need. */
export interface FieldKeyRecord {
  /** `k1` */
  _id: string;
  /** The id, encrypted with that very key: another secret under the same id is noticed. */
  proof: string;
  /** No value needs it any more; its blind indexes are still there. */
  unusedAt: Date | null;
}

export const FieldKeySchema = new Schema<FieldKeyRecord>(
  {
    _id: { type: String, required: true },
    proof: { type: String, required: true },
    unusedAt: { type: Date, default: null },
  },
  { collection: 'field_keys', versionKey: false },
);
