import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { plain, plainOrNull, type Plain } from '../../../common/database/plain.ts';
import type { NotificationRecord } from './notification.schema.ts';

export type Notification = Plain<NotificationRecord>;

@Injectable()
export class NotificationsRepository {
  constructor(@InjectModel('Notification') private readonly model: Model<NotificationRecord>) {}

  async insert(notifications: Notification[]): Promise<void> {
    await this.model.insertMany(notifications.map(({ id, ...rest }) => ({ _id: id, ...rest })));
  }

  async list(userId: string, limit: number, beforeId?: string): Promise<Notification[]> {
    const rows = await this.model
      .find({ userId, ...(beforeId && { _id: { $lt: beforeId } }) })
      .sort({ _id: -1 })
      .limit(limit)
      .lean<NotificationRecord[]>();
    return rows.map(plain);
  }

  async hasUnread(userId: string, about: string): Promise<boolean> {
    return (await this.model.exists({ userId, about })) !== null;
  }

  async markReadAbout(userId: string, about: string, at: Date): Promise<void> {
    await this.model.updateOne({ userId, about }, { $set: { readAt: at }, $unset: { about: 1 } });
  }

  /**
   * Marks the notification as read. A repeated call keeps the first time of reading. Returns null when the user has no such
   * notification.
   */
  async markRead(id: string, userId: string, at: Date): Promise<Notification | null> {
    const update = [{ $set: { readAt: { $ifNull: ['$readAt', at] }, about: '$$REMOVE' } }];
    const options = { returnDocument: 'after', updatePipeline: true } as const;
    return plainOrNull(
      await this.model.findOneAndUpdate({ _id: id, userId }, update as never, options).lean<NotificationRecord>(),
    );
  }

  /** Deletes at most `limit` rows of the user. Returns how many it found. */
  async deleteSomeOf(userId: string, limit: number): Promise<number> {
    const rows = await this.model.find({ userId }, { _id: 1 }).limit(limit).lean<{ _id: string }[]>();
    if (rows.length) await this.model.deleteMany({ _id: { $in: rows.map(({ _id }) => _id) } });
    return rows.length;
  }
}
