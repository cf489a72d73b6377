import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { FieldCrypto } from '../../../common/crypto/field-crypto.ts';
import { plain, type Plain } from '../../../common/database/plain.ts';
import { ADDRESS, type AddressKind, type CodeRecord, type PasswordResetRecord } from './code.schema.ts';

/** A code that was sent. The address is readable here and encrypted in the database. */
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

  /** Replaces the last code of this user and kind. */
  async putCode({ id, ...code }: StoredCode): Promise<void> {
    const address = this.crypto.encrypt(ADDRESS, code.address);
    await this.codes.replaceOne({ _id: id }, { _id: id, ...code, address }, { upsert: true });
  }

  /**
   * Returns the codes of this user that may still be tried, and takes one try from each. Callers do not use a unit of work here,
   * because a try counts whatever happens afterwards.
   */
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

  /**
   * Marks a code as used. Returns false when another request used or replaced the code first. The row stays, because it counts
   * how many codes were sent.
   */
  async useCode(id: string, hash: string): Promise<boolean> {
    const { modifiedCount } = await this.codes.updateOne({ _id: id, hash, triesLeft: { $gte: 0 } }, { triesLeft: -1 });
    return modifiedCount === 1;
  }

  /** Replaces the last reset token of this user. */
  async putReset(userId: string, reset: Omit<PasswordResetRecord, '_id'>): Promise<void> {
    await this.resets.replaceOne({ _id: userId }, { _id: userId, ...reset }, { upsert: true });
  }

  /** Returns true when the last token of this user was made after `since`. */
  async wasResetAsked(userId: string, since: Date): Promise<boolean> {
    return (await this.resets.exists({ _id: userId, at: { $gt: since } })) !== null;
  }

  /**
   * Removes a reset token and returns its user and the kind of address it was sent to. Returns null when the token is unknown,
   * used or expired.
   */
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
