import { Schema } from 'mongoose';

/** An entry of the list that a user sees in the app. */
export interface NotificationRecord {
  _id: string;
  userId: string;
  template: string;
  data: Record<string, unknown>;
  createdAt: Date;
  readAt: Date | null;
  /**
   * What the notification is about. Only one unread notification has the same `about`; reading the notification removes the
   * field.
   */
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
