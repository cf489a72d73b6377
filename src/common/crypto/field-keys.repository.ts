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

  /** Values are written with it from now on. The proof of whoever came first stays. */
  async use(id: string, proof: string): Promise<void> {
    const update = { $set: { unusedAt: null }, $setOnInsert: { proof } };
    await this.model.updateOne({ _id: id }, update, { upsert: true });
  }

  async setUnused(id: string, at: Date | null): Promise<void> {
    await this.model.updateOne({ _id: id }, { $set: { unusedAt: at } });
  }

  async delete(id: string): Promise<void> {
    await this.model.deleteOne({ _id: id });
  }
}
