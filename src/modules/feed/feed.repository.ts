import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { plain, type Plain } from '../../common/database/plain.ts';
import type { FeedMessageRecord, FeedRecord } from './feed.schema.ts';

export type StoredMessage = Plain<FeedMessageRecord>;

@Injectable()
export class FeedRepository {
  constructor(
    @InjectModel('Feed') private readonly feeds: Model<FeedRecord>,
    @InjectModel('FeedMessage') private readonly messages: Model<FeedMessageRecord>,
  ) {}

  /** Gives `count` numbers and returns the last. Whoever writes to the same user waits for this commit, so no number is lost or passed. */
  async advance(userId: string, count: number): Promise<number> {
    const options = { upsert: true, returnDocument: 'after' } as const;
    const feed = await this.feeds
      .findOneAndUpdate({ _id: userId }, { $inc: { seq: count } }, options)
      .lean<FeedRecord>();
    return feed.seq;
  }

  async insert(messages: StoredMessage[]): Promise<void> {
    await this.messages.insertMany(
      messages.map(({ id, ...message }) => ({ _id: id, ...message })),
      { lean: true },
    );
  }

  /** After that number, in order; no more once they hold that much text. */
  async findAfter(
    userId: string,
    seq: number,
    { limit, text }: { limit: number; text: number },
  ): Promise<StoredMessage[]> {
    const found = this.messages
      .find({ userId, seq: { $gt: seq } })
      .sort({ seq: 1 })
      .limit(limit);
    const cursor = found.lean<FeedMessageRecord[]>().cursor();
    const rows: StoredMessage[] = [];
    try {
      for (let size = 0; size <= text;) {
        const row = await cursor.next();
        if (!row) break;
        rows.push(plain(row));
        size += row.data.length;
      }
    } finally {
      await cursor.close();
    }
    return rows;
  }

  /** Last numbers; users who never got one are not in it. */
  async findLatest(userIds: string[]): Promise<Map<string, number>> {
    const rows = await this.feeds.find({ _id: { $in: userIds } }).lean<FeedRecord[]>();
    return new Map(rows.map(({ _id, seq }) => [_id, seq]));
  }

  async findUnsent(before: Date, limit: number): Promise<StoredMessage[]> {
    const filter = { sent: false, at: { $lt: before } };
    return (await this.messages.find(filter).sort({ at: 1 }).limit(limit).lean<FeedMessageRecord[]>()).map(plain);
  }

  async markSent(ids: string[]): Promise<void> {
    await this.messages.updateMany({ _id: { $in: ids } }, { $set: { sent: true } });
  }

  /** The messages; the number goes on. */
  async deleteOf(userId: string): Promise<void> {
    await this.messages.deleteMany({ userId });
  }
}
