import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, UpdateQuery } from 'mongoose';
import { FieldCrypto } from '../../common/crypto/field-crypto.ts';
import { plain, plainOrNull, type Plain } from '../../common/database/plain.ts';
import { otherSide } from './chat.policy.ts';
import { TEXT, type ConversationRecord, type MessageRecord, type ReportRecord, type Side } from './chat.schema.ts';

export type Conversation = Plain<ConversationRecord>;
/** With its text readable. */
export type Message = Plain<MessageRecord>;
export type Report = Plain<ReportRecord>;
export type Parties = Pick<Conversation, 'customerId' | 'barberId' | 'barberUserId'>;

/** A report always has a reason. */
const BLANK_REASON = '–';
const AFTER = { returnDocument: 'after' } as const;

/** What a conversation is from its beginning. */
const founding = ({ customerId, barberId, barberUserId }: Parties) => ({
  customerId,
  barberId,
  barberUserId,
  parties: [...new Set([customerId, barberUserId])],
  read: { customer: 0, barber: 0 },
  blockedBy: [],
});

@Injectable()
export class ChatRepository {
  constructor(
    @InjectModel('Conversation') private readonly conversations: Model<ConversationRecord>,
    @InjectModel('Message') private readonly messages: Model<MessageRecord>,
    @InjectModel('ConversationReport') private readonly reports: Model<ReportRecord>,
    private readonly crypto: FieldCrypto,
  ) {}

  async find(id: string): Promise<Conversation | null> {
    return plainOrNull(await this.conversations.findById(id).lean<ConversationRecord>());
  }

  /** The conversation; made now if it was not there. */
  async open(id: string, parties: Parties, at: Date): Promise<Conversation> {
    const zero = { customer: 0, barber: 0 };
    const fresh = { ...founding(parties), lastNumber: 0, lastMessageId: null, unread: zero, activityAt: at };
    return this.update(id, { $setOnInsert: fresh });
  }

  /** Newest activity first; the page after `(activityAt, id)` when given. */
  async list(userId: string, limit: number, after?: { activityAt: Date; id: string }): Promise<Conversation[]> {
    const { activityAt, id } = after ?? {};
    const rows = await this.conversations
      .find({
        parties: userId,
        ...(activityAt && { activityAt: { $lte: activityAt } }),
        ...(activityAt && { $or: [{ activityAt: { $lt: activityAt } }, { activityAt, _id: { $lt: id } }] }),
      })
      .sort({ activityAt: -1, _id: -1 })
      .limit(limit)
      .lean<ConversationRecord[]>();
    return rows.map(plain);
  }

  /** In no order. */
  async idsOf(userId: string): Promise<string[]> {
    const rows = await this.conversations.find({ parties: userId }, { _id: 1 }).lean<{ _id: string }[]>();
    return rows.map(({ _id }) => _id);
  }

  async findMany(ids: string[]): Promise<Conversation[]> {
    return (await this.conversations.find({ _id: { $in: ids } }).lean<ConversationRecord[]>()).map(plain);
  }

  /** Gives the next message its number, as `lastNumber`. Whoever writes to the same conversation waits for this commit, so none is lost or passed. */
  async advance(
    id: string,
    parties: Parties,
    { messageId, at, receiver }: { messageId: string; at: Date; receiver: Side },
  ): Promise<Conversation> {
    return this.update(id, {
      $setOnInsert: { ...founding(parties), [`unread.${otherSide(receiver)}`]: 0 },
      $inc: { lastNumber: 1, [`unread.${receiver}`]: 1 },
      $set: { lastMessageId: messageId, activityAt: at },
    });
  }

  /** False when that side had read as far already. */
  async markRead(id: string, reader: Side, number: number, unread: number): Promise<boolean> {
    const { modifiedCount } = await this.conversations.updateOne(
      { _id: id, [`read.${reader}`]: { $lt: number } },
      { $set: { [`read.${reader}`]: number, [`unread.${reader}`]: unread } },
    );
    return modifiedCount === 1;
  }

  async setBlocked(id: string, userId: string, blocked: boolean): Promise<Conversation> {
    const update = blocked ? { $addToSet: { blockedBy: userId } } : { $pull: { blockedBy: userId } };
    return plain((await this.conversations.findOneAndUpdate({ _id: id }, update, AFTER).lean<ConversationRecord>())!);
  }

  async insertMessage({ id, text, ...message }: Message): Promise<void> {
    await this.messages.insertMany([{ _id: id, ...message, text: this.crypto.encrypt(TEXT, text) }], { lean: true });
  }

  async findMessage(conversationId: string, id: string): Promise<Message | null> {
    return this.openOrNull(await this.messages.findOne({ _id: id, conversationId }).lean<MessageRecord>());
  }

  async findByClientId(conversationId: string, senderId: string, clientId: string): Promise<Message | null> {
    const key = { conversationId, senderId, clientId };
    return this.openOrNull(await this.messages.findOne(key).lean<MessageRecord>());
  }

  async findMessages(ids: string[]): Promise<Message[]> {
    return (await this.messages.find({ _id: { $in: ids } }).lean<MessageRecord[]>()).map((row) => this.unseal(row));
  }

  /** Newest first; those before that number when given. */
  async listMessages(conversationId: string, limit: number, before?: number): Promise<Message[]> {
    const rows = await this.messages
      .find({ conversationId, ...(before !== undefined && { number: { $lt: before } }) })
      .sort({ number: -1 })
      .limit(limit)
      .lean<MessageRecord[]>();
    return rows.map((row) => this.unseal(row));
  }

  /** How many of this sender come after that number. */
  async countAfter(conversationId: string, number: number, senderId: string): Promise<number> {
    return this.messages.countDocuments({ conversationId, number: { $gt: number }, senderId });
  }

  async insertReport({ id, ...report }: Report): Promise<void> {
    await this.reports.insertMany([{ _id: id, ...report }], { lean: true });
  }

  /**
   * Blanks the text of at most `limit` messages of this sender whose numbers come after `after`. Returns the number of the last
   * one; null when there was none.
   */
  async blankMessages(
    conversationId: string,
    senderId: string,
    { after, limit }: { after: number; limit: number },
  ): Promise<number | null> {
    const theirs = { conversationId, senderId };
    const rows = await this.messages
      .find({ ...theirs, number: { $gt: after } }, { number: 1 })
      .sort({ number: 1 })
      .limit(limit)
      .lean<{ number: number }[]>();
    const last = rows.at(-1)?.number ?? null;
    const blank = this.crypto.encrypt(TEXT, '');
    if (last !== null)
      await this.messages.updateMany({ ...theirs, number: { $gt: after, $lte: last } }, { text: blank });
    return last;
  }

  /** Blanks the reasons of at most `limit` reports of this person. Returns how many it found. */
  async blankReports(reporterId: string, limit: number): Promise<number> {
    const rows = await this.reports
      .find({ reporterId, reason: { $ne: BLANK_REASON } }, { _id: 1 })
      .limit(limit)
      .lean<{ _id: string }[]>();
    if (rows.length)
      await this.reports.updateMany({ _id: { $in: rows.map(({ _id }) => _id) } }, { reason: BLANK_REASON });
    return rows.length;
  }

  /** Newest first; those before that id when given. */
  async listReports(limit: number, beforeId?: string): Promise<Report[]> {
    const rows = await this.reports
      .find(beforeId === undefined ? {} : { _id: { $lt: beforeId } })
      .sort({ _id: -1 })
      .limit(limit)
      .lean<ReportRecord[]>();
    return rows.map(plain);
  }

  /** Newest first. */
  async reportsBy(reporterId: string): Promise<Report[]> {
    return (await this.reports.find({ reporterId }).sort({ _id: -1 }).lean<ReportRecord[]>()).map(plain);
  }

  /** Made now if it was not there. */
  private async update(id: string, update: UpdateQuery<ConversationRecord>): Promise<Conversation> {
    const options = { upsert: true, ...AFTER } as const;
    return plain(await this.conversations.findOneAndUpdate({ _id: id }, update, options).lean<ConversationRecord>());
  }

  private unseal(row: MessageRecord): Message {
    return { ...plain(row), text: this.crypto.decrypt(TEXT, row.text) };
  }

  private openOrNull(row: MessageRecord | null): Message | null {
    return row && this.unseal(row);
  }
}
