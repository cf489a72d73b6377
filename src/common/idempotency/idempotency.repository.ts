import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { FieldCrypto } from '../crypto/field-crypto.ts';
import { isDuplicateKey } from '../database/plain.ts';
import { ANSWER, type IdempotencyRecord } from './idempotency.schema.ts';

/** The answer of a request: a body (2xx) or a whole problem (4xx). */
export interface Answer {
  body?: unknown;
  problem?: unknown;
}

@Injectable()
export class IdempotencyRepository {
  constructor(
    @InjectModel('Idempotency') private readonly model: Model<IdempotencyRecord>,
    private readonly crypto: FieldCrypto,
  ) {}

  /** Inserts the record and returns null. Returns the existing record when there already is one. */
  async insertOrFind(record: IdempotencyRecord): Promise<IdempotencyRecord | null> {
    try {
      await this.model.insertMany([record], { lean: true });
      return null;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return this.model.findById(record._id).lean<IdempotencyRecord>();
    }
  }

  /** Takes over a lease that ran out. Returns false when another attempt was faster. */
  async takeOver(found: IdempotencyRecord, leaseToken: string, leaseUntil: Date): Promise<boolean> {
    const result = await this.model.updateOne(
      { _id: found._id, state: 'running', leaseToken: found.leaseToken },
      { $set: { leaseToken, leaseUntil } },
    );
    return result.matchedCount === 1;
  }

  /** Stores the answer, in the caller's unit of work if there is one. Returns false when another attempt has the lease. */
  async complete(id: string, leaseToken: string, answer: Answer): Promise<boolean> {
    const sealed = this.crypto.encrypt(ANSWER, JSON.stringify(answer));
    const result = await this.model.updateOne(
      { _id: id, state: 'running', leaseToken },
      { $set: { state: 'done', answer: sealed } },
    );
    return result.matchedCount === 1;
  }

  answerOf({ answer, body, problem }: IdempotencyRecord): Answer {
    if (answer === undefined) return { body, problem };
    return JSON.parse(this.crypto.decrypt(ANSWER, answer)) as Answer;
  }

  /**
   * Ends the lease at once but keeps the record, so that the next attempt uses the same `createdId`. Returns false when another
   * attempt has the lease.
   */
  async release(id: string, leaseToken: string): Promise<boolean> {
    const result = await this.model.updateOne(
      { _id: id, state: 'running', leaseToken },
      { $set: { leaseUntil: new Date(0) } },
    );
    return result.matchedCount === 1;
  }
}
