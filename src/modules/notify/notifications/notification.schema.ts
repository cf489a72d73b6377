import { Schema } from 'mongoose';

/** Something a user should hear of; channels deliver it later, the list shows it now. */
export interface NotificationRecord {
  _id: string;
  userId: string;
  template: string;
  data: Record<string, unknown>;
  createdAt: Date;
  readAt: Date | null;
  /** Of those about the same thing there is one at a time; gone once it is read. */
  about?: string;
}

export const NotificationSchema = new Schema<NotificationRecord>(
  {
    _id: { type: String, required: true },
    userId: { type: String, required: true },
    template: { type: String, required: true },
    data: { type: Schema.Types.Mixed, required: true },
    createdAt: { type: Date, required: true },
    readAt: { type: Date, default: null },
    about: String,
  },
  { collection: 'notifications', versionKey: false, minimize: false },
);
