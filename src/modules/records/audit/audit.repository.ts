import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { plain, type Plain } from '../../../common/database/plain.ts';
import type { AuditHeadRecord, AuditRecord } from './audit.schema.ts';

export type AuditEntry = Plain<AuditRecord>;

/** Appends and reads; there is no method that changes or removes an entry. */
@Injectable()
export class AuditRepository {
  constructor(
    @InjectModel('Audit') private readonly entries: Model<AuditRecord>,
    @InjectModel('AuditHead') private readonly heads: Model<AuditHeadRecord>,
  ) {}

  async head(): Promise<AuditHeadRecord | null> {
    return this.heads.findById('head').lean<AuditHeadRecord>();
  }

  /** With the new end of the chain: whoever appends at the same time collides with it. */
  async append({ id, ...entry }: AuditEntry): Promise<void> {
    const { seq, hash } = entry;
    await this.heads.updateOne({ _id: 'head' }, { seq, hash }, { upsert: true });
    await this.entries.create([{ _id: id, ...entry }]);
  }

  /** Newest first; those before that number when given. */
  async list(
    filter: Partial<Pick<AuditEntry, 'actorId' | 'action'>>,
    limit: number,
    before?: number,
  ): Promise<AuditEntry[]> {
    const query = { ...filter, ...(before !== undefined && { seq: { $lt: before } }) };
    return (await this.entries.find(query).sort({ seq: -1 }).limit(limit).lean<AuditRecord[]>()).map(plain);
  }

  /** By that person or about that person, newest first; those before that number when given. */
  async listOf(userId: string, limit: number, before?: number): Promise<AuditEntry[]> {
    const query = {
      $or: [{ actorId: userId }, { 'details.userId': userId }],
      ...(before !== undefined && { seq: { $lt: before } }),
    };
    return (await this.entries.find(query).sort({ seq: -1 }).limit(limit).lean<AuditRecord[]>()).map(plain);
  }

  /** In order, from that number on. */
  async page(after: number, limit: number): Promise<AuditEntry[]> {
    const query = { seq: { $gt: after } };
    return (await this.entries.find(query).sort({ seq: 1 }).limit(limit).lean<AuditRecord[]>()).map(plain);
  }
}
