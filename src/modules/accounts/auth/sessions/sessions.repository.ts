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

  /**
   * Replaces the current refresh token of a family by its successor. When many requests bring the same token, on any number of
   * nodes, only one of these requests gets the session; the others get null.
   */
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

  /** Ids of the sessions of a user, at most `limit`; all when `limit` is zero. */
  async idsOf(userId: string, limit = 0): Promise<string[]> {
    const rows = await this.model.find({ userId }, { _id: 1 }).limit(limit).lean<{ _id: string }[]>();
    return rows.map(({ _id }) => _id);
  }

  /** Living sessions, newest sign-in first, from the session before `beforeId` on. */
  async list(userId: string, now: Date, limit: number, beforeId?: string): Promise<Session[]> {
    const filter = { userId, expireAt: { $gt: now }, ...(beforeId !== undefined && { _id: { $lt: beforeId } }) };
    return (await this.model.find(filter).sort({ _id: -1 }).limit(limit).lean<SessionRecord[]>()).map(plain);
  }

  /**
   * Remembers a device. `isKnown`: the user has signed in with this device before. `isFirst`: this is the user's first device.
   */
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

  /** Returns how many of the sessions existed. */
  async delete(ids: string[]): Promise<number> {
    return (await this.model.deleteMany({ _id: { $in: ids } })).deletedCount;
  }
}
