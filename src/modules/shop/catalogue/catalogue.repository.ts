import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import { plain, plainOrNull, type Plain } from '../../../common/database/plain.ts';
import type { ServiceRecord } from './service.schema.ts';

type Service = Plain<ServiceRecord>;

@Injectable()
export class CatalogueRepository {
  constructor(@InjectModel('Service') private readonly model: Model<ServiceRecord>) {}

  async insert({ id, ...service }: Service): Promise<void> {
    await this.model.create([{ _id: id, ...service }]);
  }

  async findById(id: string): Promise<Service | null> {
    return plainOrNull(await this.model.findById(id).lean<ServiceRecord>());
  }

  async findByIds(ids: string[]): Promise<Service[]> {
    return (await this.model.find({ _id: { $in: ids } }).lean<ServiceRecord[]>()).map(plain);
  }

  /** Returns services in the order of ids, after `afterId`. With `terms` only services in which every term begins a word. */
  async list(terms: string[], limit: number, afterId?: string): Promise<Service[]> {
    const filter: QueryFilter<ServiceRecord> = { ...prefixes(terms), ...(afterId && { _id: { $gt: afterId } }) };
    return (await this.model.find(filter).sort({ _id: 1 }).limit(limit).lean<ServiceRecord[]>()).map(plain);
  }

  /** Returns the best text matches first (text index of the collection). The index matches whole words with stemming. */
  async searchText(q: string, limit: number): Promise<Service[]> {
    const rows = await this.model
      .find({ $text: { $search: q } }, { score: { $meta: 'textScore' } })
      .sort({ score: { $meta: 'textScore' }, _id: 1 })
      .limit(limit)
      .lean<(ServiceRecord & { score: number })[]>();
    return rows.map(({ score: _score, ...row }) => plain(row));
  }

  async update(id: string, changes: Partial<Service>): Promise<Service | null> {
    return plainOrNull(
      await this.model
        .findOneAndUpdate({ _id: id }, { $set: changes }, { returnDocument: 'after', runValidators: true })
        .lean<ServiceRecord>(),
    );
  }

  async delete(id: string): Promise<boolean> {
    return (await this.model.deleteOne({ _id: id })).deletedCount === 1;
  }

  async count(): Promise<number> {
    return this.model.estimatedDocumentCount();
  }
}

const escapeRegExp = (term: string): string => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const prefixes = (terms: string[]): QueryFilter<ServiceRecord> =>
  terms.length ? { $and: terms.map((term) => ({ tokens: new RegExp(`^${escapeRegExp(term)}`) })) } : {};
