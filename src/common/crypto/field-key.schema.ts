import { Schema } from 'mongoose';

/** A key that values in this database may need. */
export interface FieldKeyRecord {
  /** `k1` */
  _id: string;
  /** The id, encrypted with that very key: another secret under the same id is noticed. */
  proof: string;
  /** When a node last started that writes with it. */
  firstAt: Date;
  /** No value needs it any more; its blind indexes are still there. Asked anew after every start of a node that has it. */
  unusedAt: Date | null;
}

export const FieldKeySchema = new Schema<FieldKeyRecord>(
  {
    _id: { type: String, required: true },
    proof: { type: String, required: true },
    firstAt: { type: Date, required: true },
    unusedAt: { type: Date, default: null },
  },
  { collection: 'field_keys', versionKey: false },
);
