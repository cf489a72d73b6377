import { Schema } from 'mongoose';

/** Time in which a barber is away: an interval of instants, taken on the calendar like a booking. */
export interface TimeOffRecord {
  _id: string;
  barberId: string;
  startAt: Date;
  endAt: Date;
  reason: string | null;
  createdAt: Date;
}

export const TimeOffSchema = new Schema<TimeOffRecord>(
  {
    _id: { type: String, required: true },
    barberId: { type: String, required: true },
    startAt: { type: Date, required: true },
    endAt: { type: Date, required: true },
    reason: { type: String, default: null },
    createdAt: { type: Date, required: true },
  },
  { collection: 'time_off', versionKey: false },
);
