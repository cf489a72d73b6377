import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { FieldCrypto } from '../../../common/crypto/field-crypto.ts';
import { plain, type Plain } from '../../../common/database/plain.ts';
import { DATA, type FeedMessageRecord, type FeedRecord } from './feed.schema.ts';

/** A durable message with its data decrypted. */
export type StoredMessage = Omit<Plain<FeedMessageRecord>, 'data'> & { data: Record<string, unknown> };

@Injectable()
export class FeedRepository {
  constructor(
    @InjectModel('Feed') private readonly feeds: Model<FeedRecord>,
    @InjectModel('FeedMessage') private readonly messages: Model<FeedMessageRecord>,
    private readonly crypto: FieldCrypto,
  ) {}

  /**
   * Reserves `count` numbers and returns the last one. Other writers to the same user wait for this commit, so no number is lost
   * and no message overtakes another.
   */
  async advance(userId: string, count: number): Promise<number> {
    const options = { upsert: true, returnDocument: 'after' } as const;
    const feed = await this.feeds
      .findOneAndUpdate({ _id: userId }, { $inc: { seq: count } }, options)
      .lean<FeedRecord>();
    return feed.seq;
  }

  async insert(messages: StoredMessage[]): Promise<void> {
    await this.messages.insertMany(
      messages.map(({ id, data, ...message }) => ({
        _id: id,
        ...message,
        data: this.crypto.encrypt(DATA, JSON.stringify(data)),
      })),
      { lean: true },
    );
  }

  /**
   * Returns a page of the messages after that number, in order: at most `limit` messages with at most `text` characters together,
   * as they are stored.
   */
  async findAfter(
    userId: string,
    seq: number,
    { limit, text }: { limit: number; text: number },
  ): Promise<{ messages: StoredMessage[]; more: boolean }> {
    const found = this.messages
      .find({ userId, seq: { $gt: seq } })
      .sort({ seq: 1 })
      .limit(limit + 1);
    const cursor = found.lean<FeedMessageRecord[]>().cursor();
    const messages: StoredMessage[] = [];
    let left = text;
    try {
      for (;;) {
        const row = await cursor.next();
        if (!row) return { messages, more: false };
        left -= row.data.length;
        if (left < 0 || messages.length === limit) return { messages, more: true };
        messages.push(this.open(row));
      }
    } finally {
      await cursor.close();
    }
  }

  /** Returns the last number of each user. Users who never got a message are not in the map. */
  async findLatest(userIds: string[]): Promise<Map<string, number>> {
    const rows = await this.feeds.find({ _id: { $in: userIds } }).lean<FeedRecord[]>();
    return new Map(rows.map(({ _id, seq }) => [_id, seq]));
  }

  async findUnsent(before: Date, limit: number): Promise<StoredMessage[]> {
    const filter = { sent: false, at: { $lt: before } };
    const rows = await this.messages.find(filter).sort({ at: 1 }).limit(limit).lean<FeedMessageRecord[]>();
    return rows.map((row) => this.open(row));
  }

  async markSent(ids: string[]): Promise<void> {
    await this.messages.updateMany({ _id: { $in: ids } }, { $set: { sent: true } });
  }

  /** Deletes at most `limit` messages of the user; the counter stays. Returns how many it found. */
  async deleteSomeOf(userId: string, limit: number): Promise<number> {
    const rows = await this.messages.find({ userId }, { _id: 1 }).limit(limit).lean<{ _id: string }[]>();
    if (rows.length) await this.messages.deleteMany({ _id: { $in: rows.map(({ _id }) => _id) } });
    return rows.length;
  }

  private open(row: FeedMessageRecord): StoredMessage {
    return { ...plain(row), data: JSON.parse(this.crypto.decrypt(DATA, row.data)) as Record<string, unknown> };
  }
}
