import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { plain, plainOrNull, type Plain } from '../../../../common/database/plain.ts';
import type { KnownDeviceRecord, SessionRecord } from './session.schema.ts';

export type Session = Plain<SessionRecord>;

@Injectable()
export class SessionsRepository {
  constructor(
    @InjectModel('Session') private readonly model: Model<SessionRecord>,
    @InjectModel('KnownDevice') private readonly devices: Model<KnownDeviceRecord>,
  ) {}

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
    { expireAt, place }: Pick<Session, 'expireAt' | 'place'>,
  ): Promise<Session | null> {
    const session = await this.model
      .findOneAndUpdate(
        { _id: id, currentHash: presentedHash, expireAt: { $gt: at } },
        {
          $set: {
            parentHash: presentedHash,
            currentHash: successorHash,
            rotatedAt: at,
            lastUsedAt: at,
            expireAt,
            place,
          },
          $inc: { generation: 1 },
        },
        { returnDocument: 'after' },
      )
      .lean<SessionRecord>();
    return session && plain(session);
  }

  /** All of them without `limit`. */
  async idsOf(userId: string, limit = 0): Promise<string[]> {
    const rows = await this.model.find({ userId }, { _id: 1 }).limit(limit).lean<{ _id: string }[]>();
    return rows.map(({ _id }) => _id);
  }

  /** Newest sign-in first; those before that id when given. */
  async list(userId: string, now: Date, limit: number, beforeId?: string): Promise<Session[]> {
    const filter = { userId, expireAt: { $gt: now }, ...(beforeId !== undefined && { _id: { $lt: beforeId } }) };
    return (await this.model.find(filter).sort({ _id: -1 }).limit(limit).lean<SessionRecord[]>()).map(plain);
  }

  /** Whether the user has signed in with it before; with any other at least. */
  async rememberDevice(userId: string, hash: string, at: Date): Promise<{ isKnown: boolean; isFirst: boolean }> {
    const _id = `${userId}:${hash}`;
    const { upsertedCount } = await this.devices.updateOne({ _id }, { userId, lastSeenAt: at }, { upsert: true });
    const isFirst = upsertedCount === 1 && (await this.devices.exists({ userId, _id: { $ne: _id } })) === null;
    return { isKnown: upsertedCount === 0, isFirst };
  }

  async findLiving(ids: string[], now: Date): Promise<Set<string>> {
    const rows = await this.model
      .find({ _id: { $in: ids }, expireAt: { $gt: now } }, { _id: 1 })
      .lean<{ _id: string }[]>();
    return new Set(rows.map(({ _id }) => _id));
  }

  async devicesOf(userId: string): Promise<Pick<KnownDeviceRecord, 'lastSeenAt'>[]> {
    return this.devices.find({ userId }, { lastSeenAt: 1, _id: 0 }).lean<Pick<KnownDeviceRecord, 'lastSeenAt'>[]>();
  }

  async forgetDevices(userId: string): Promise<void> {
    await this.devices.deleteMany({ userId });
  }

  /** How many of them there were. */
  async delete(ids: string[]): Promise<number> {
    return (await this.model.deleteMany({ _id: { $in: ids } })).deletedCount;
  }
}
