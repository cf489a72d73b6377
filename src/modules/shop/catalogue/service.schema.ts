import { Schema } from 'mongoose';

/** One entry of the catalogue with its usual duration and price. Barbers set their own price and duration. */
export interface ServiceRecord {
  _id: string;
  name: string;
  description: string;
  category: string;
  /** Minutes. */
  duration: number;
  /** In minor units, with an ISO currency. */
  price: { amount: number; currency: string };
  /** Folded words of name, description and category. `q` matches the beginnings of these words. */
  tokens: string[];
}

export const ServiceSchema = new Schema<ServiceRecord>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true, maxlength: 100 },
    description: { type: String, default: '', maxlength: 1_000 },
    category: { type: String, required: true, maxlength: 50 },
    duration: { type: Number, required: true, min: 5, max: 720 },
    price: {
      type: new Schema(
        { amount: { type: Number, required: true, min: 0 }, currency: { type: String, required: true } },
        { _id: false },
      ),
      required: true,
    },
    tokens: { type: [String], required: true },
  },
  { collection: 'services', versionKey: false },
);
