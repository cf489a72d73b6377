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

  /** The one of that channel that has been due for longest, for whoever asks first; should he die, it is due again at `until`. */
  async takeDue(channel: Channel, now: Date, until: Date): Promise<StoredDelivery | null> {
    const claim = { $set: { dueAt: until }, $inc: { attempts: 1 } };
    return plainOrNull(
      await this.model
        // The lower end is what makes the partial index serve this.
        .findOneAndUpdate({ channel, dueAt: { $gt: new Date(0), $lte: now } }, claim, {
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

  /** Newest first; those before that id when given. */
  async listOf(userId: string, limit: number, beforeId?: string): Promise<StoredDelivery[]> {
    const filter = { userId, ...(beforeId !== undefined && { _id: { $lt: beforeId } }) };
    return (await this.model.find(filter).sort({ _id: -1 }).limit(limit).lean<DeliveryRecord[]>()).map(plain);
  }

  /** Newest first. Only what cannot be lost any more, so that a token in it is there for the transaction that asks for it. */
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
