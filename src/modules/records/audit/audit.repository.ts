import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { plain, type Plain } from '../../../common/database/plain.ts';
import type { AuditHeadRecord, AuditRecord } from './audit.schema.ts';

export type AuditEntry = Plain<AuditRecord>;

/** Appends and reads entries. No method changes or removes an entry. */
@Injectable()
export class AuditRepository {
  constructor(
    @InjectModel('Audit') private readonly entries: Model<AuditRecord>,
    @InjectModel('AuditHead') private readonly heads: Model<AuditHeadRecord>,
  ) {}

  async head(): Promise<AuditHeadRecord | null> {
    return this.heads.findById('head').lean<AuditHeadRecord>();
  }

  /**
   * Appends an entry and moves the end of the chain. Transactions that append at the same time collide on the end of the chain.
   */
  async append({ id, ...entry }: AuditEntry): Promise<void> {
    const { seq, hash } = entry;
    await this.heads.updateOne({ _id: 'head' }, { seq, hash }, { upsert: true });
    await this.entries.create([{ _id: id, ...entry }]);
  }

  /** Returns a page of entries, newest first; only entries before the number `before` when given. */
  async list(
    filter: Partial<Pick<AuditEntry, 'actorId' | 'action'>>,
    limit: number,
    before?: number,
  ): Promise<AuditEntry[]> {
    const query = { ...filter, ...(before !== undefined && { seq: { $lt: before } }) };
    return (await this.entries.find(query).sort({ seq: -1 }).limit(limit).lean<AuditRecord[]>()).map(plain);
  }

  /** Returns a page of entries by or about the user, newest first; only entries before the number `before` when given. */
  async listOf(userId: string, limit: number, before?: number): Promise<AuditEntry[]> {
    const query = {
      $or: [{ actorId: userId }, { 'details.userId': userId }],
      ...(before !== undefined && { seq: { $lt: before } }),
    };
    return (await this.entries.find(query).sort({ seq: -1 }).limit(limit).lean<AuditRecord[]>()).map(plain);
  }

  /** Returns at most `limit` entries after the number `after`, in order. */
  async page(after: number, limit: number): Promise<AuditEntry[]> {
    const query = { seq: { $gt: after } };
    return (await this.entries.find(query).sort({ seq: 1 }).limit(limit).lean<AuditRecord[]>()).map(plain);
  }
}
