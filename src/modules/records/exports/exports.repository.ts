import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { plainOrNull, type Plain } from '../../../common/database/plain.ts';
import type { ExportRecord } from './export.schema.ts';

/** `id` is the id of the user. */
export type StoredExport = Plain<ExportRecord>;
/** One attempt to make an export. Another attempt has another number, and another request has another key. */
export type Attempt = Pick<StoredExport, 'id' | 'key' | 'attempts'>;

/** Returns a filter that matches only while the attempt is current: no worker took it over, and the export was not withdrawn. */
const current = ({ id, key, attempts }: Attempt) => ({ _id: id, key, attempts, status: 'preparing' as const });

@Injectable()
export class ExportsRepository {
  constructor(@InjectModel('Export') private readonly model: Model<ExportRecord>) {}

  async find(userId: string): Promise<StoredExport | null> {
    return plainOrNull(await this.model.findById(userId).lean<ExportRecord>());
  }

  /** Replaces the existing record, or creates a record. */
  async put({ id, ...record }: StoredExport): Promise<void> {
    await this.model.replaceOne({ _id: id }, { _id: id, ...record }, { upsert: true });
  }

  /**
   * Takes the export that has been due for longest; null when no export is due. The export is due again at `until`, in case the
   * worker dies.
   */
  async takeDue(now: Date, until: Date): Promise<StoredExport | null> {
    const lease = { $set: { dueAt: until }, $inc: { attempts: 1 } };
    return plainOrNull(
      await this.model
        // MongoDB uses the partial index only because of the lower bound.
        .findOneAndUpdate({ dueAt: { $gt: new Date(0), $lte: now } }, lease, {
          sort: { dueAt: 1 },
          returnDocument: 'after',
        })
        .lean<ExportRecord>(),
    );
  }

  /** Renews the lease: no other worker takes the export before `until`. Returns false when the attempt is no longer current. */
  async renew(attempt: Attempt, until: Date): Promise<boolean> {
    return (await this.model.updateOne(current(attempt), { $set: { dueAt: until } })).matchedCount === 1;
  }

  /** Makes the export due again, as if the attempt had not happened. Does nothing when the attempt is no longer current. */
  async release(attempt: Attempt, now: Date): Promise<void> {
    await this.model.updateOne(current(attempt), { $set: { dueAt: now }, $inc: { attempts: -1 } });
  }

  /** Stores the outcome of the attempt. Returns false when the attempt is no longer current. */
  async settle(
    attempt: Attempt,
    outcome: Pick<StoredExport, 'status' | 'dueAt'> & Partial<Pick<StoredExport, 'expiresAt' | 'attempts'>>,
  ): Promise<boolean> {
    return (await this.model.updateOne(current(attempt), { $set: outcome })).matchedCount === 1;
  }

  /**
   * Marks the export as gone. While a worker makes the export, the record stays until the lease ends, so that an archive which
   * the worker may still write is removed too. Any other export is due at once.
   */
  async markGone(userId: string, now: Date): Promise<void> {
    await this.model.updateOne({ _id: userId, status: 'preparing' }, { $set: { status: 'gone' } });
    await this.model.updateOne(
      { _id: userId, status: { $in: ['ready', 'failed'] } },
      { $set: { status: 'gone', dueAt: now, attempts: 0 } },
    );
  }

  /** Postpones the removal of the export to `dueAt`. */
  async postpone({ id, key }: Attempt, dueAt: Date): Promise<void> {
    await this.model.updateOne({ _id: id, key, status: { $ne: 'preparing' } }, { $set: { dueAt } });
  }

  /** Deletes the record, unless the export was asked for again. */
  async delete({ id, key }: Attempt): Promise<void> {
    await this.model.deleteOne({ _id: id, key, status: { $ne: 'preparing' } });
  }
}
