import { Schema } from 'mongoose';
import { ENTRY_KINDS, type CalendarEntry } from './calendar.types.ts';

/**
 * The busy entries of one barber on one UTC day; `_id` is `<barberId>:<yyyy-mm-dd>`. The collection must never have a TTL index,
 * because such an index would delete the whole day.
 */
export interface CalendarRecord {
  _id: string;
  busy: CalendarEntry[];
  version: number;
}

const entry = new Schema<CalendarEntry>(
  {
    bookingId: { type: String, required: true },
    kind: { type: String, enum: ENTRY_KINDS, required: true },
    start: { type: Date, required: true },
    end: { type: Date, required: true },
    until: { type: Date, default: null },
  },
  { _id: false },
);

export const CalendarSchema = new Schema<CalendarRecord>(
  {
    _id: { type: String, required: true },
    busy: { type: [entry], required: true },
    version: { type: Number, required: true },
  },
  { collection: 'calendars', versionKey: false },
);
