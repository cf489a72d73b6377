import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { FieldKeyRecord } from './field-key.schema.ts';

@Injectable()
export class FieldKeysRepository {
  constructor(@InjectModel('FieldKey') private readonly model: Model<FieldKeyRecord>) {}

  async all(): Promise<FieldKeyRecord[]> {
    return this.model.find().sort({ _id: 1 }).lean<FieldKeyRecord[]>();
  }

  /**
   * Records that a node starts which encrypts with the key `id` and also has the keys `others`. Resets `unusedAt` of all these
   * keys, because this node may have encrypted with one of the others until just now. An existing proof stays.
   */
  async use({ id, proof, at, others }: { id: string; proof: string; at: Date; others: string[] }): Promise<void> {
    const update = { $set: { unusedAt: null, firstAt: at }, $setOnInsert: { proof } };
    await this.model.updateOne({ _id: id }, update, { upsert: true });
    await this.model.updateMany({ _id: { $in: others } }, { $set: { unusedAt: null } });
  }

  async setUnused(id: string, at: Date | null): Promise<void> {
    await this.model.updateOne({ _id: id }, { $set: { unusedAt: at } });
  }

  async delete(id: string): Promise<void> {
    await this.model.deleteOne({ _id: id });
  }
}
