import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { FieldCrypto } from '../../../common/crypto/field-crypto.ts';
import { plain, type Plain } from '../../../common/database/plain.ts';
import { ADDRESS, type AddressKind, type CodeRecord, type PasswordResetRecord } from './code.schema.ts';

/** A code that was sent; the address is readable here and encrypted in the database. */
export type StoredCode = Plain<CodeRecord>;
export const codeId = (userId: string, kind: AddressKind): string => `${userId}:${kind}`;

@Injectable()
export class CredentialsRepository {
  constructor(
    @InjectModel('Code') private readonly codes: Model<CodeRecord>,
    @InjectModel('PasswordReset') private readonly resets: Model<PasswordResetRecord>,
    private readonly crypto: FieldCrypto,
  ) {}

  async findCode(userId: string, kind: AddressKind): Promise<StoredCode | null> {
    const code = await this.codes.findById(codeId(userId, kind)).lean<CodeRecord>();
    return code && this.toCode(code);
  }

  /** Replaces the code that was sent before. */
  async putCode({ id, ...code }: StoredCode): Promise<void> {
    const address = this.crypto.encrypt(ADDRESS, code.address);
    await this.codes.replaceOne({ _id: id }, { _id: id, ...code, address }, { upsert: true });
  }

  /** Those of this user that may still be tried, each with one try less. Not in a unit of work: a try counts whatever comes of it. */
  async takeTries(userId: string, now: Date): Promise<StoredCode[]> {
    const open = { userId, triesLeft: { $gt: 0 }, expiresAt: { $gt: now } };
    const taken: StoredCode[] = [];
    for (const { _id } of await this.codes.find(open, { _id: 1 }).lean<{ _id: string }[]>()) {
      const code = await this.codes
        .findOneAndUpdate({ ...open, _id }, { $inc: { triesLeft: -1 } }, { returnDocument: 'after' })
        .lean<CodeRecord>();
      if (code) taken.push(this.toCode(code));
    }
    return taken;
  }

  /** False when it was used or replaced meanwhile. How many were sent is still known. */
  async useCode(id: string, hash: string): Promise<boolean> {
    const { modifiedCount } = await this.codes.updateOne({ _id: id, hash, triesLeft: { $gte: 0 } }, { triesLeft: -1 });
    return modifiedCount === 1;
  }

  /** Replaces the token that was sent before. */
  async putReset(userId: string, reset: Omit<PasswordResetRecord, '_id'>): Promise<void> {
    await this.resets.replaceOne({ _id: userId }, { _id: userId, ...reset }, { upsert: true });
  }

  async wasResetAsked(userId: string, since: Date): Promise<boolean> {
    return (await this.resets.exists({ _id: userId, at: { $gt: since } })) !== null;
  }

  /** Whose token it is and where it went, once; null when there is none, or no more. */
  async useReset(hash: string, now: Date): Promise<{ userId: string; kind: AddressKind } | null> {
    const reset = await this.resets.findOneAndDelete({ hash, expireAt: { $gt: now } }).lean<PasswordResetRecord>();
    return reset && { userId: reset._id, kind: reset.kind };
  }

  async deleteCodes(userId: string): Promise<void> {
    await this.codes.deleteMany({ userId });
  }

  async deleteReset(userId: string): Promise<void> {
    await this.resets.deleteOne({ _id: userId });
  }

  private toCode(record: CodeRecord): StoredCode {
    return { ...plain(record), address: this.crypto.decrypt(ADDRESS, record.address) };
  }
}
