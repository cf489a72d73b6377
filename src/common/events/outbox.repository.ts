import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { DomainEvent } from './domain-events.ts';
import type { InboxRecord, OutboxRecord } from './outbox.schema.ts';

const inboxId = (eventId: string, subscriber: string): string => `${eventId}:${subscriber}`;
const toEvent = (row: OutboxRecord): DomainEvent =>
  ({ id: row._id, name: row.name, payload: row.payload, at: row.at }) as DomainEvent;

@Injectable()
export class OutboxRepository {
  constructor(
    @InjectModel('Outbox') private readonly outbox: Model<OutboxRecord>,
    @InjectModel('Inbox') private readonly inbox: Model<InboxRecord>,
  ) {}

  async insert(events: DomainEvent[]): Promise<void> {
    await this.outbox.insertMany(
      events.map(({ id, ...event }) => ({ _id: id, ...event, sentAt: null, doneAt: null })),
      { lean: true },
    );
  }

  /**
   * Finds rows by their state, never by id or time, because rows become visible in the order of commits, which is not the order
   * of insertion.
   */
  async findUnsent(limit: number): Promise<DomainEvent[]> {
    return (await this.outbox.find({ sentAt: null }).limit(limit).lean<OutboxRecord[]>()).map(toEvent);
  }

  async markSent(ids: string[], at: Date): Promise<void> {
    await this.outbox.updateMany({ _id: { $in: ids } }, { $set: { sentAt: at } });
  }

  /** Returns events that were sent before `sentBefore` and are not done, the event that has waited longest first. */
  async findUndone(sentBefore: Date, limit: number): Promise<(DomainEvent & { sentAt: Date })[]> {
    const filter = { doneAt: null, sentAt: { $lt: sentBefore } };
    const rows = await this.outbox.find(filter).sort({ sentAt: 1 }).limit(limit).lean<OutboxRecord[]>();
    return rows.map((row) => ({ ...toEvent(row), sentAt: row.sentAt! }));
  }

  /** Returns the pairs for which a proof exists, as `eventId:subscriber`. */
  async findHandled(pairs: { eventId: string; subscriber: string }[]): Promise<Set<string>> {
    const ids = pairs.map(({ eventId, subscriber }) => inboxId(eventId, subscriber));
    const rows = await this.inbox.find({ _id: { $in: ids } }, { _id: 1 }).lean<InboxRecord[]>();
    return new Set(rows.map(({ _id }) => _id));
  }

  async markDone(ids: string[], at: Date): Promise<void> {
    await this.outbox.updateMany({ _id: { $in: ids } }, { $set: { doneAt: at } });
  }

  async countUnsent(before: Date): Promise<number> {
    return this.outbox.countDocuments({ sentAt: null, at: { $lt: before } });
  }

  async findById(id: string): Promise<DomainEvent | null> {
    const row = await this.outbox.findById(id).lean<OutboxRecord>();
    return row && toEvent(row);
  }

  /**
   * Inserts the proof. When the same job runs a second time, the insert fails with a duplicate key error, which also rolls back
   * the effect of that run. Must be called in a unit of work.
   */
  async insertInbox(eventId: string, subscriber: string, at: Date): Promise<void> {
    await this.inbox.insertMany([{ _id: inboxId(eventId, subscriber), at }], { lean: true });
  }

  async isHandled(eventId: string, subscriber: string): Promise<boolean> {
    return (await this.inbox.exists({ _id: inboxId(eventId, subscriber) })) !== null;
  }
}
