import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { FieldCrypto } from '../../../common/crypto/field-crypto.ts';
import { plain } from '../../../common/database/plain.ts';
import { KEY, SENT_KEY, type UploadRecord } from './upload.schema.ts';
import type { UploadStatus, Upload, UploadPurpose } from './upload.types.ts';

/** Said in the query too, or the partial index does not serve it. */
const EVER = new Date(0);
const AFTER = { returnDocument: 'after' } as const;

@Injectable()
export class UploadsRepository {
  constructor(
    @InjectModel('Upload') private readonly model: Model<UploadRecord>,
    private readonly crypto: FieldCrypto,
  ) {}

  async insert({ id, ...upload }: Upload): Promise<void> {
    const keys = {
      sentKey: this.crypto.encrypt(SENT_KEY, upload.sentKey),
      key: this.crypto.encrypt(KEY, upload.key),
    };
    await this.model.create([{ _id: id, ...upload, ...keys }]);
  }

  async findOwn(ownerId: string, id: string): Promise<Upload | null> {
    return this.read(await this.model.findOne({ _id: id, ownerId, status: { $ne: 'gone' } }).lean<UploadRecord>());
  }

  async findMany(ids: string[]): Promise<Upload[]> {
    const filter = { _id: { $in: ids }, status: { $ne: 'gone' as const } };
    return (await this.model.find(filter).lean<UploadRecord[]>()).map((row) => this.opened(row));
  }

  /** In no order. */
  async idsOf(ownerId: string): Promise<string[]> {
    return (await this.model.find({ ownerId }, { _id: 1 }).lean<{ _id: string }[]>()).map(({ _id }) => _id);
  }

  /** How many of this user nothing uses. */
  async countUnused(ownerId: string): Promise<number> {
    return this.model.countDocuments({ ownerId, removeAt: { $ne: null } });
  }

  /** Null when it was not waiting. */
  async startCheck(id: string, dueAt: Date): Promise<Upload | null> {
    const start = { $set: { status: 'checking' as const, dueAt, attempts: 0 } };
    return this.read(
      await this.model.findOneAndUpdate({ _id: id, status: 'waiting' }, start, AFTER).lean<UploadRecord>(),
    );
  }

  /** False when the check was over already. */
  async endCheck(id: string, outcome: Pick<Upload, 'status' | 'reason' | 'dueAt'>): Promise<boolean> {
    const { modifiedCount } = await this.model.updateOne({ _id: id, status: 'checking' }, { $set: outcome });
    return modifiedCount === 1;
  }

  /** The one that has been due for longest, for whoever asks first; should he die, it is due again at `until`. */
  async takeDue(now: Date, until: Date): Promise<Upload | null> {
    const claim = { $set: { dueAt: until }, $inc: { attempts: 1 } };
    return this.read(
      await this.model
        .findOneAndUpdate({ dueAt: { $gt: EVER, $lte: now } }, claim, { sort: { dueAt: 1 }, ...AFTER })
        .lean<UploadRecord>(),
    );
  }

  async setDue(id: string, dueAt: Date): Promise<void> {
    await this.model.updateOne({ _id: id }, { $set: { dueAt } });
  }

  /** Due again when it is to be removed, if ever. */
  async waitForRemoval(id: string): Promise<void> {
    await this.model.updateOne({ _id: id }, [{ $set: { dueAt: '$removeAt' } }], { updatePipeline: true });
  }

  /** False when it is not this user's, for another purpose, in another status, or used by something else. */
  async use(
    { id, ownerId, usedBy }: { id: string; ownerId: string; usedBy: string },
    { purpose, statuses }: { purpose: UploadPurpose; statuses: UploadStatus[] },
  ): Promise<boolean> {
    const { matchedCount } = await this.model.updateOne(
      { _id: id, ownerId, purpose, status: { $in: statuses }, usedBy: { $in: [null, usedBy] } },
      { $set: { usedBy, removeAt: null } },
    );
    return matchedCount === 1;
  }

  async removeFrom(which: { ids: string[] } | { ownerId: string }, at: Date): Promise<void> {
    const filter = 'ids' in which ? { _id: { $in: which.ids } } : which;
    const notInCheck = { ...filter, status: { $ne: 'checking' as const } };
    await this.model.updateMany(notInCheck, { $set: { removeAt: at, dueAt: at } });
    // One that is being checked is due already, and looked at again afterwards.
    await this.model.updateMany({ ...filter, status: 'checking' }, { $set: { removeAt: at } });
  }

  /** False when something began to use it. From then on nobody can. */
  async markGone(id: string, now: Date): Promise<boolean> {
    const { matchedCount } = await this.model.updateOne(
      { _id: id, removeAt: { $ne: null, $lte: now } },
      { $set: { status: 'gone' } },
    );
    return matchedCount === 1;
  }

  async delete(id: string): Promise<void> {
    await this.model.deleteOne({ _id: id, status: 'gone' });
  }

  /** Those from before they were encrypted are 48 hex digits. */
  private keyIn(field: string, stored: string): string {
    return stored.includes(':') ? this.crypto.decrypt(field, stored) : stored;
  }

  private read(row: UploadRecord | null): Upload | null {
    return row && this.opened(row);
  }

  private opened(row: UploadRecord): Upload {
    return { ...plain(row), sentKey: this.keyIn(SENT_KEY, row.sentKey), key: this.keyIn(KEY, row.key) };
  }
}
