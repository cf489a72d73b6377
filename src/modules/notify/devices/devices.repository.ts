import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { plain, plainOrNull, type Plain } from '../../../common/database/plain.ts';
import type { DeviceRecord } from './device.schema.ts';

export type Device = Plain<DeviceRecord>;

const NEWEST_FIRST = { seenAt: -1, _id: -1 } as const;

@Injectable()
export class DevicesRepository {
  constructor(@InjectModel('Device') private readonly model: Model<DeviceRecord>) {}

  /** Stores the device, and takes the token over from its former owner. Only a new device gets the `id`. */
  async put({ id, ...device }: Device): Promise<Device> {
    const row = await this.model
      .findOneAndUpdate(
        { 'token.index': { $in: device.token.index } },
        { $set: device, $setOnInsert: { _id: id } },
        { upsert: true, returnDocument: 'after' },
      )
      .lean<DeviceRecord>();
    return plain(row);
  }

  async findByToken(indexes: string[]): Promise<Device | null> {
    return plainOrNull(await this.model.findOne({ 'token.index': { $in: indexes } }).lean<DeviceRecord>());
  }

  /** Returns at most `limit` devices of the user, the device registered last first. */
  async list(userId: string, limit: number): Promise<Device[]> {
    return (await this.model.find({ userId }).sort(NEWEST_FIRST).limit(limit).lean<DeviceRecord[]>()).map(plain);
  }

  /** Deletes all devices of the user but the `most` devices that were registered last. */
  async trim(userId: string, most: number): Promise<void> {
    const rest = await this.model.find({ userId }, { _id: 1 }).sort(NEWEST_FIRST).skip(most).lean<{ _id: string }[]>();
    if (rest.length) await this.model.deleteMany({ _id: { $in: rest.map(({ _id }) => _id) } });
  }

  /** Deletes the device with this token. Returns false when no such device exists, or when it is not the given user's. */
  async deleteToken(indexes: string[], userId?: string): Promise<boolean> {
    const filter = { 'token.index': { $in: indexes }, ...(userId !== undefined && { userId }) };
    return (await this.model.deleteOne(filter)).deletedCount === 1;
  }

  async deleteOfSessions(sessionIds: string[]): Promise<void> {
    await this.model.deleteMany({ sessionId: { $in: sessionIds } });
  }

  async deleteOf(userId: string): Promise<void> {
    await this.model.deleteMany({ userId });
  }
}
