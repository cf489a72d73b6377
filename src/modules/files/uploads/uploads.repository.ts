import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { FieldCrypto } from '../../../common/crypto/field-crypto.ts';
import { plain } from '../../../common/database/plain.ts';
import { KEY, SENT_KEY, type UploadRecord } from './upload.schema.ts';
import type { UploadStatus, Upload, UploadPurpose } from './upload.types.ts';

/** A lower bound that matches every date. Without it, MongoDB does not use the partial index. */
const EPOCH = new Date(0);
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

  /** Returns the ids of the owner's uploads, in no order. */
  async idsOf(ownerId: string): Promise<string[]> {
    return (await this.model.find({ ownerId }, { _id: 1 }).lean<{ _id: string }[]>()).map(({ _id }) => _id);
  }

  /** Counts the uploads of this user that nothing uses. */
  async countUnused(ownerId: string): Promise<number> {
    return this.model.countDocuments({ ownerId, removeAt: { $ne: null } });
  }

  /** Starts the check of a waiting upload at `dueAt`. Returns null when the upload was not waiting. */
  async startCheck(id: string, dueAt: Date): Promise<Upload | null> {
    const start = { $set: { status: 'checking' as const, dueAt, attempts: 0 } };
    return this.read(
      await this.model.findOneAndUpdate({ _id: id, status: 'waiting' }, start, AFTER).lean<UploadRecord>(),
    );
  }

  /** Stores the outcome of the check. Returns false when the check had already ended. */
  async endCheck(id: string, outcome: Pick<Upload, 'status' | 'reason' | 'dueAt'>): Promise<boolean> {
    const { modifiedCount } = await this.model.updateOne({ _id: id, status: 'checking' }, { $set: outcome });
    return modifiedCount === 1;
  }

  /**
   * Takes the upload that has been due for longest; null when no upload is due. The upload is due again at `until`, in case the
   * worker dies.
   */
  async takeDue(now: Date, until: Date): Promise<Upload | null> {
    const lease = { $set: { dueAt: until }, $inc: { attempts: 1 } };
    return this.read(
      await this.model
        .findOneAndUpdate({ dueAt: { $gt: EPOCH, $lte: now } }, lease, { sort: { dueAt: 1 }, ...AFTER })
        .lean<UploadRecord>(),
    );
  }

  async setDue(id: string, dueAt: Date): Promise<void> {
    await this.model.updateOne({ _id: id }, { $set: { dueAt } });
  }

  /** Makes the upload due again at its time of removal; never, when something uses the upload. */
  async waitForRemoval(id: string): Promise<void> {
    await this.model.updateOne({ _id: id }, [{ $set: { dueAt: '$removeAt' } }], { updatePipeline: true });
  }

  /**
   * Marks the upload as used. Returns false when the upload is not this user's, has another purpose or status, or is used by
   * something else.
   */
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

  /** Marks uploads for removal at `at`. */
  async removeFrom(which: { ids: string[] } | { ownerId: string }, at: Date): Promise<void> {
    const filter = 'ids' in which ? { _id: { $in: which.ids } } : which;
    const notInCheck = { ...filter, status: { $ne: 'checking' as const } };
    await this.model.updateMany(notInCheck, { $set: { removeAt: at, dueAt: at } });
    // An upload in the check is already due, and becomes due again after the check.
    await this.model.updateMany({ ...filter, status: 'checking' }, { $set: { removeAt: at } });
  }

  /** Marks the upload as gone, so that nothing can use it any more. Returns false when something uses the upload by now. */
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

  /** Decrypts a key. Keys from before the encryption was introduced are 48 plain hex digits. */
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
