import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { plain, plainOrNull, type Plain } from '../../../common/database/plain.ts';
import type { SubmissionRecord } from './submission.schema.ts';

/** A submission, whose `id` is the user id of the barber. */
export type Submission = Plain<SubmissionRecord>;

@Injectable()
export class SubmissionsRepository {
  constructor(@InjectModel('VerificationSubmission') private readonly model: Model<SubmissionRecord>) {}

  async find(userId: string): Promise<Submission | null> {
    return plainOrNull(await this.model.findById(userId).lean<SubmissionRecord>());
  }

  async findMany(userIds: string[]): Promise<Submission[]> {
    return (await this.model.find({ _id: { $in: userIds } }).lean<SubmissionRecord[]>()).map(plain);
  }

  /** Replaces the last submission of the barber. */
  async put({ id, ...submission }: Submission): Promise<void> {
    await this.model.replaceOne({ _id: id }, { _id: id, ...submission }, { upsert: true });
  }

  async delete(userId: string): Promise<void> {
    await this.model.deleteOne({ _id: userId });
  }
}
