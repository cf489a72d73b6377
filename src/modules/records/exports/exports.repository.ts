import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { plainOrNull, type Plain } from '../../../common/database/plain.ts';
import type { ExportRecord } from './export.schema.ts';

/** `id`: the user's. */
export type StoredExport = Plain<ExportRecord>;
/** One attempt to make it: any other has another number, any other request another key. */
export type Attempt = Pick<StoredExport, 'id' | 'key' | 'attempts'>;

/** The attempt still counts: nobody took it over, nobody is rid of it. */
const underWay = ({ id, key, attempts }: Attempt) => ({ _id: id, key, attempts, status: 'preparing' as const });

@Injectable()
export class ExportsRepository {
  constructor(@InjectModel('Export') private readonly model: Model<ExportRecord>) {}

  async find(userId: string): Promise<StoredExport | null> {
    return plainOrNull(await this.model.findById(userId).lean<ExportRecord>());
  }

  /** In place of the one before. */
  async put({ id, ...record }: StoredExport): Promise<void> {
    await this.model.replaceOne({ _id: id }, { _id: id, ...record }, { upsert: true });
  }

  /** The one that has been due for longest, for whoever asks first; should he die, it is due again at `until`. */
  async takeDue(now: Date, until: Date): Promise<StoredExport | null> {
    const claim = { $set: { dueAt: until }, $inc: { attempts: 1 } };
    return plainOrNull(
      await this.model
        // The lower end is what makes the partial index serve this.
        .findOneAndUpdate({ dueAt: { $gt: new Date(0), $lte: now } }, claim, {
          sort: { dueAt: 1 },
          returnDocument: 'after',
        })
        .lean<ExportRecord>(),
    );
  }

  /** Nobody else takes it before `until`. False when the attempt does not count any more. */
  async renew(attempt: Attempt, until: Date): Promise<boolean> {
    return (await this.model.updateOne(underWay(attempt), { $set: { dueAt: until } })).matchedCount === 1;
  }

  /** Due again, as if the attempt had not been; nothing when it does not count any more. */
  async release(attempt: Attempt, now: Date): Promise<void> {
    await this.model.updateOne(underWay(attempt), { $set: { dueAt: now }, $inc: { attempts: -1 } });
  }

  /** What the attempt came to. False when it does not count any more. */
  async settle(
    attempt: Attempt,
    outcome: Pick<StoredExport, 'status' | 'dueAt'> & Partial<Pick<StoredExport, 'expiresAt' | 'attempts'>>,
  ): Promise<boolean> {
    return (await this.model.updateOne(underWay(attempt), { $set: outcome })).matchedCount === 1;
  }

  /** One that somebody makes stays until his lease ends, so that what he may still write is found; any other is due at once. */
  async markGone(userId: string, now: Date): Promise<void> {
    await this.model.updateOne({ _id: userId, status: 'preparing' }, { $set: { status: 'gone' } });
    await this.model.updateOne(
      { _id: userId, status: { $in: ['ready', 'failed'] } },
      { $set: { status: 'gone', dueAt: now, attempts: 0 } },
    );
  }

  /** To be removed, later than planned. */
  async postpone({ id, key }: Attempt, dueAt: Date): Promise<void> {
    await this.model.updateOne({ _id: id, key, status: { $ne: 'preparing' } }, { $set: { dueAt } });
  }

  /** Unless it was asked for again. */
  async delete({ id, key }: Attempt): Promise<void> {
    await this.model.deleteOne({ _id: id, key, status: { $ne: 'preparing' } });
  }
}
