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
   * A node starts that writes with it, and reads with `others`. Whatever was found out about those is found out again: until just
   * now this node may have written with one of them. The proof of whoever came first stays.
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
