import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import { plainOrNull } from '../../../../common/database/plain.ts';
import type { BookingRecord, HistoryEntry } from '../booking.schema.ts';
import type { BookingStatus } from '../booking-transitions.ts';
import type { Booking } from '../booking.types.ts';

/** The conditions that must still be true of the booking for a change to happen. */
export interface Guard {
  from: readonly BookingStatus[];
  version?: number | undefined;
  /** The request must not have expired at this instant. */
  notExpiredAt?: Date | undefined;
  /** The request must have expired at this instant. */
  expiredAt?: Date | undefined;
  notDeparted?: boolean | undefined;
}

/** Writes of bookings that must be told. Only `BookingWrites` may use them; `npm run check` enforces this. */
@Injectable()
export class BookingStoreRepository {
  constructor(@InjectModel('Booking') private readonly model: Model<BookingRecord>) {}

  /**
   * Inserts without hydrating: this program built the complete booking, and the validation rules of the collection check the
   * document.
   */
  async insert({ id, ...booking }: Booking): Promise<void> {
    await this.model.insertMany([{ _id: id, ...booking }], { lean: true });
  }

  /**
   * Executes one guarded update and returns the booking after the update, or null when a condition of the guard is no longer
   * true. The history records the status that the booking really left.
   */
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

  /** Returns undefined for an unknown booking. */
  async versionOf(id: string): Promise<number | undefined> {
    return (await this.model.findById(id, { version: 1 }).lean<BookingRecord>())?.version;
  }
}

/** Marks values as literals, so that the pipeline does not interpret them. */
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
