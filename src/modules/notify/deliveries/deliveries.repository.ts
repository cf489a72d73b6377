import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { plain, plainOrNull, type Plain } from '../../../common/database/plain.ts';
import type { Channel, DeliveryRecord } from './delivery.schema.ts';

export type StoredDelivery = Plain<DeliveryRecord>;

@Injectable()
export class DeliveriesRepository {
  constructor(@InjectModel('Delivery') private readonly model: Model<DeliveryRecord>) {}

  async insert({ id, ...delivery }: StoredDelivery): Promise<void> {
    await this.model.create([{ _id: id, ...delivery }]);
  }

  /**
   * Takes the delivery of the channel that has been due for longest; null when no delivery is due. The delivery is due again at
   * `until`, in case the worker dies.
   */
  async takeDue(channel: Channel, now: Date, until: Date): Promise<StoredDelivery | null> {
    const lease = { $set: { dueAt: until }, $inc: { attempts: 1 } };
    return plainOrNull(
      await this.model
        // MongoDB uses the partial index only because of the lower bound.
        .findOneAndUpdate({ channel, dueAt: { $gt: new Date(0), $lte: now } }, lease, {
          sort: { dueAt: 1 },
          returnDocument: 'after',
        })
        .lean<DeliveryRecord>(),
    );
  }

  async settle(id: string, outcome: Partial<Pick<StoredDelivery, 'dueAt' | 'sentAt' | 'failure'>>): Promise<void> {
    await this.model.updateOne({ _id: id }, { $set: outcome });
  }

  /** Deletes at most `limit` rows of the user. Returns how many it found. */
  async deleteSomeOf(userId: string, limit: number): Promise<number> {
    const rows = await this.model.find({ userId }, { _id: 1 }).limit(limit).lean<{ _id: string }[]>();
    if (rows.length) await this.model.deleteMany({ _id: { $in: rows.map(({ _id }) => _id) } });
    return rows.length;
  }

  /** Returns a page of the user's deliveries, newest first; only deliveries before the id `beforeId` when given. */
  async listOf(userId: string, limit: number, beforeId?: string): Promise<StoredDelivery[]> {
    const filter = { userId, ...(beforeId !== undefined && { _id: { $lt: beforeId } }) };
    return (await this.model.find(filter).sort({ _id: -1 }).limit(limit).lean<DeliveryRecord[]>()).map(plain);
  }

  /**
   * Returns deliveries, newest first. Reads only what a majority has committed, so that a token in a delivery is visible to the
   * transaction that uses the token.
   */
  async list(query: {
    toIndexes?: string[] | undefined;
    channel?: Channel | undefined;
    template?: string | undefined;
    limit: number;
  }): Promise<StoredDelivery[]> {
    const { toIndexes, channel, template, limit } = query;
    const filter = {
      ...(toIndexes && { 'to.index': { $in: toIndexes } }),
      ...(channel && { channel }),
      ...(template !== undefined && { template }),
    };
    const found = this.model.find(filter).sort({ _id: -1 }).limit(limit).readConcern('majority');
    return (await found.lean<DeliveryRecord[]>()).map(plain);
  }
}
