import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { plain, plainOrNull, type Plain } from '../../../common/database/plain.ts';
import type { TimeOffRecord } from './time-off.schema.ts';

export type TimeOff = Plain<TimeOffRecord>;

@Injectable()
export class TimeOffRepository {
  constructor(@InjectModel('TimeOff') private readonly model: Model<TimeOffRecord>) {}

  async insert({ id, ...timeOff }: TimeOff): Promise<void> {
    await this.model.create([{ _id: id, ...timeOff }]);
  }

  /** Returns time off that ends after `from`, in the order (startAt, id), beginning after the position `after` if given. */
  async list(barberId: string, from: Date, limit: number, after?: { startAt: Date; id: string }): Promise<TimeOff[]> {
    const rows = await this.model
      .find({
        barberId,
        endAt: { $gt: from },
        ...(after && {
          $or: [{ startAt: { $gt: after.startAt } }, { startAt: after.startAt, _id: { $gt: after.id } }],
        }),
      })
      .sort({ startAt: 1, _id: 1 })
      .limit(limit)
      .lean<TimeOffRecord[]>();
    return rows.map(plain);
  }

  async remove(id: string, barberId: string): Promise<TimeOff | null> {
    return plainOrNull(await this.model.findOneAndDelete({ _id: id, barberId }).lean<TimeOffRecord>());
  }

  /** Erases at most `limit` reasons and returns their number. */
  async eraseReasonsOf(barberId: string, limit: number): Promise<number> {
    const filter = { barberId, reason: { $ne: null } };
    const found = await this.model.find(filter, { _id: 1 }).limit(limit).lean<{ _id: string }[]>();
    await this.model.updateMany({ _id: { $in: found.map(({ _id }) => _id) } }, { $set: { reason: null } });
    return found.length;
  }
}
