import { Schema } from 'mongoose';

/** A key that decrypts values in this database. */
export interface FieldKeyRecord {
  /** The id of the key, such as `k1`. */
  _id: string;
  /** The id, encrypted with the key itself. The proof shows when another secret is used under the same id. */
  proof: string;
  /** When a node that encrypts with this key last started. */
  firstAt: Date;
  /**
   * Since when no value needs the key. The blind indexes of the key may still exist. Every start of a node that has the key
   * resets this field.
   */
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
