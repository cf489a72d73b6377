import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { plain, plainOrNull } from '../../common/database/plain.ts';
import type { Plain } from '../../common/database/plain.ts';
import type { SessionRecord } from './session.schema.ts';

export type Session = Plain<SessionRecord>;

@Injectable()
export class SessionsRepository {
  constructor(@InjectModel('Session') private readonly model: Model<SessionRecord>) {}

  async insert({ id, ...session }: Session): Promise<void> {
    await this.model.create([{ _id: id, ...session }]);
  }

  async findById(id: string): Promise<Session | null> {
    return plainOrNull(await this.model.findById(id).lean<SessionRecord>());
  }

  /** One step of a family: of any number who bring the same token on any number of nodes, one gets through. */
  async rotate(
    id: string,
    presentedHash: string,
    successorHash: string,
    at: Date,
    expireAt: Date,
  ): Promise<Session | null> {
    const session = await this.model
      .findOneAndUpdate(
        { _id: id, currentHash: presentedHash, expireAt: { $gt: at } },
        {
          $set: { parentHash: presentedHash, currentHash: successorHash, rotatedAt: at, lastUsedAt: at, expireAt },
          $inc: { generation: 1 },
        },
        { returnDocument: 'after' },
      )
      .lean<SessionRecord>();
    return session && plain(session);
  }

  async idsOf(userId: string): Promise<string[]> {
    return (await this.model.find({ userId }, { _id: 1 }).lean<{ _id: string }[]>()).map(({ _id }) => _id);
  }

  async findLiving(ids: string[], now: Date): Promise<Set<string>> {
    const rows = await this.model
      .find({ _id: { $in: ids }, expireAt: { $gt: now } }, { _id: 1 })
      .lean<{ _id: string }[]>();
    return new Set(rows.map(({ _id }) => _id));
  }

  async delete(ids: string[]): Promise<void> {
    await this.model.deleteMany({ _id: { $in: ids } });
  }
}
