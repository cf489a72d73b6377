import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import { plainOrNull } from '../../../../common/database/plain.ts';
import type { BookingRecord, HistoryEntry } from '../booking.schema.ts';
import type { BookingStatus } from '../booking-transitions.ts';
import type { Booking } from '../booking.types.ts';

/** What must still hold of the booking for a change to happen. */
export interface Guard {
  from: readonly BookingStatus[];
  version?: number | undefined;
  /** The request must not have run out at this instant. */
  notExpiredAt?: Date | undefined;
  /** The request must have run out at this instant. */
  expiredAt?: Date | undefined;
  notDeparted?: boolean | undefined;
}

/** The writes of a booking that somebody must be told about. Only `BookingWrites` uses them, and `npm run check` looks. */
@Injectable()
export class BookingStoreRepository {
  constructor(@InjectModel('Booking') private readonly model: Model<BookingRecord>) {}

  /** Without hydrating: the booking is ours and complete, and the collection's own rules judge it. */
  async insert({ id, ...booking }: Booking): Promise<void> {
    await this.model.insertMany([{ _id: id, ...booking }], { lean: true });
  }

  /** One guarded update; null when the guard no longer holds. Returns the booking after it; history notes the status it really left. */
  async transition(
    id: string,
    guard: Guard,
    changes: Partial<Booking>,
    entry: Omit<HistoryEntry, 'from'>,
  ): Promise<Booking | null> {
    const line = { ...literals(entry), from: '$status' };
    const history = { $concatArrays: ['$history', [line]] };
    const update = [{ $set: { ...literals(changes), history, version: { $add: ['$version', 1] } } }];
    const after = await this.model
      .findOneAndUpdate({ _id: id, ...where(guard) }, update, {
        returnDocument: 'after',
        updatePipeline: true,
      })
      .lean<BookingRecord>();
    return plainOrNull(after);
  }

  /** Undefined: there is no such booking. */
  async versionOf(id: string): Promise<number | undefined> {
    return (await this.model.findById(id, { version: 1 }).lean<BookingRecord>())?.version;
  }
}

/** Values as a pipeline takes them for what they are. */
const literals = (values: object) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { $literal: value as unknown }]));

function where({ from, version, notExpiredAt, expiredAt, notDeparted }: Guard): QueryFilter<BookingRecord> {
  return {
    status: { $in: from },
    ...(version !== undefined && { version }),
    ...(notExpiredAt && { $or: [{ expiresAt: null }, { expiresAt: { $gt: notExpiredAt } }] }),
    ...(expiredAt && { expiresAt: { $lte: expiredAt } }),
    ...(notDeparted && { departedAt: null }),
  };
}
