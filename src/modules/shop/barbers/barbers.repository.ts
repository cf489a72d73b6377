import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { plain, plainOrNull } from '../../../common/database/plain.ts';
import { MINUTE } from '../../../common/time/durations.ts';
import type { BarberRecord } from './barber.schema.ts';
import type { BarberBrief, Barber } from './barber.types.ts';

@Injectable()
export class BarbersRepository {
  constructor(@InjectModel('Barber') private readonly model: Model<BarberRecord>) {}

  async insert({ id, ...barber }: Barber): Promise<void> {
    await this.model.create([{ _id: id, ...barber }]);
  }

  async findById(id: string): Promise<Barber | null> {
    return plainOrNull(await this.model.findById(id).lean<BarberRecord>());
  }

  async findByUser(userId: string): Promise<Barber | null> {
    return plainOrNull(await this.model.findOne({ userId }).lean<BarberRecord>());
  }

  async findBriefs(ids: string[]): Promise<BarberBrief[]> {
    const rows = await this.model
      .find({ _id: { $in: ids } }, { name: 1, address: 1, visits: 1, approved: 1 })
      .lean<BarberRecord[]>();
    return rows.map(plain);
  }

  async update(id: string, changes: Partial<Barber>): Promise<void> {
    await this.model.updateOne({ _id: id }, toUpdate(changes), { runValidators: true });
  }

  /**
   * Lowers the stored bound because time opened from `from` on. A visit may begin before the opening when its end and the buffer
   * after the visit reach into the opening, so the bound is set earlier by that length. An unknown bound stays unknown (`$min`
   * would take the date instead of null).
   */
  async lowerNextFree(id: string, from: Date): Promise<void> {
    const minutes = { $add: [{ $ifNull: [{ $min: '$services.duration' }, 0] }, '$buffers.after'] };
    const firstStart = { $subtract: [from, { $multiply: [minutes, MINUTE] }] };
    const unknown = { $eq: [{ $ifNull: ['$nextFreeFrom', null] }, null] };
    const lowered = { $cond: [unknown, null, { $min: ['$nextFreeFrom', firstStart] }] };
    await this.model.updateOne(
      { _id: id },
      [{ $set: { nextFreeFrom: lowered, availabilityVersion: { $add: ['$availabilityVersion', 1] } } }],
      { updatePipeline: true },
    );
  }
}

/** Sets `changes` (undefined unsets a field) and marks the stored bound of open time as out of date. */
export function toUpdate(changes: Partial<Barber>) {
  const unset = Object.entries(changes).filter(([, value]) => value === undefined);
  const set = Object.entries(changes).filter(([, value]) => value !== undefined);
  return {
    $set: { ...Object.fromEntries(set), nextFreeFrom: null },
    ...(unset.length && { $unset: Object.fromEntries(unset.map(([key]) => [key, 1 as const])) }),
    $inc: { availabilityVersion: 1 },
  };
}
