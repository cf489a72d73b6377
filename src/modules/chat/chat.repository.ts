import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, UpdateQuery } from 'mongoose';
import { FieldCrypto } from '../../common/crypto/field-crypto.ts';
import { plain, plainOrNull, type Plain } from '../../common/database/plain.ts';
import { otherSide } from './chat.policy.ts';
import { TEXT, type ConversationRecord, type MessageRecord, type ReportRecord, type Side } from './chat.schema.ts';

export type Conversation = Plain<ConversationRecord>;
/** A message with its text decrypted. */
export type Message = Plain<MessageRecord>;
export type Report = Plain<ReportRecord>;
export type Parties = Pick<Conversation, 'customerId' | 'barberId' | 'barberUserId'>;

/** Replaces the reason of an erased report, because a report must have a reason. */
const BLANK_REASON = '–';
const AFTER = { returnDocument: 'after' } as const;

/** Returns the fields of a new conversation. */
const initialFields = ({ customerId, barberId, barberUserId }: Parties) => ({
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

  /** Returns the conversation, and creates the conversation if it does not exist. */
  async open(id: string, parties: Parties, at: Date): Promise<Conversation> {
    const zero = { customer: 0, barber: 0 };
    const fresh = { ...initialFields(parties), lastNumber: 0, lastMessageId: null, unread: zero, activityAt: at };
    return this.update(id, { $setOnInsert: fresh });
  }

  /** Returns a page of the user's conversations, newest activity first; the page after `(activityAt, id)` when given. */
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

  /** Returns the ids of the user's conversations, in no order. */
  async idsOf(userId: string): Promise<string[]> {
    const rows = await this.conversations.find({ parties: userId }, { _id: 1 }).lean<{ _id: string }[]>();
    return rows.map(({ _id }) => _id);
  }

  async findMany(ids: string[]): Promise<Conversation[]> {
    return (await this.conversations.find({ _id: { $in: ids } }).lean<ConversationRecord[]>()).map(plain);
  }

  /**
   * Gives the next message its number, as `lastNumber`. Other writers to the same conversation wait for this commit, so no number
   * is lost and no message overtakes another.
   */
  async advance(
    id: string,
    parties: Parties,
    { messageId, at, receiver }: { messageId: string; at: Date; receiver: Side },
  ): Promise<Conversation> {
    return this.update(id, {
      $setOnInsert: { ...initialFields(parties), [`unread.${otherSide(receiver)}`]: 0 },
      $inc: { lastNumber: 1, [`unread.${receiver}`]: 1 },
      $set: { lastMessageId: messageId, activityAt: at },
    });
  }

  /** Marks the messages up to `number` as read. Returns false when that side had already read as far. */
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
    return this.unsealOrNull(await this.messages.findOne({ _id: id, conversationId }).lean<MessageRecord>());
  }

  async findByClientId(conversationId: string, senderId: string, clientId: string): Promise<Message | null> {
    const key = { conversationId, senderId, clientId };
    return this.unsealOrNull(await this.messages.findOne(key).lean<MessageRecord>());
  }

  async findMessages(ids: string[]): Promise<Message[]> {
    return (await this.messages.find({ _id: { $in: ids } }).lean<MessageRecord[]>()).map((row) => this.unseal(row));
  }

  /** Returns a page of messages, newest first; only messages before the number `before` when given. */
  async listMessages(conversationId: string, limit: number, before?: number): Promise<Message[]> {
    const rows = await this.messages
      .find({ conversationId, ...(before !== undefined && { number: { $lt: before } }) })
      .sort({ number: -1 })
      .limit(limit)
      .lean<MessageRecord[]>();
    return rows.map((row) => this.unseal(row));
  }

  /** Counts the messages of this sender after that number. */
  async countAfter(conversationId: string, number: number, senderId: string): Promise<number> {
    return this.messages.countDocuments({ conversationId, number: { $gt: number }, senderId });
  }

  async insertReport({ id, ...report }: Report): Promise<void> {
    await this.reports.insertMany([{ _id: id, ...report }], { lean: true });
  }

  /**
   * Blanks the text of at most `limit` messages of this sender whose numbers come after `after`. Returns the number of the last
   * blanked message; null when there was none.
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

  /** Returns a page of reports, newest first; only reports before the id `beforeId` when given. */
  async listReports(limit: number, beforeId?: string): Promise<Report[]> {
    const rows = await this.reports
      .find(beforeId === undefined ? {} : { _id: { $lt: beforeId } })
      .sort({ _id: -1 })
      .limit(limit)
      .lean<ReportRecord[]>();
    return rows.map(plain);
  }

  /** Returns all reports of this person, newest first. */
  async reportsBy(reporterId: string): Promise<Report[]> {
    return (await this.reports.find({ reporterId }).sort({ _id: -1 }).lean<ReportRecord[]>()).map(plain);
  }

  /** Updates the conversation, and creates the conversation if it does not exist. */
  private async update(id: string, update: UpdateQuery<ConversationRecord>): Promise<Conversation> {
    const options = { upsert: true, ...AFTER } as const;
    return plain(await this.conversations.findOneAndUpdate({ _id: id }, update, options).lean<ConversationRecord>());
  }

  private unseal(row: MessageRecord): Message {
    return { ...plain(row), text: this.crypto.decrypt(TEXT, row.text) };
  }

  private unsealOrNull(row: MessageRecord | null): Message | null {
    return row && this.unseal(row);
  }
}
