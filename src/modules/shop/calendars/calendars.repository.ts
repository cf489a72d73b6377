import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { barberIdOf } from './calendar-days.policy.ts';
import type { CalendarEntry } from './calendar.types.ts';
import type { CalendarRecord } from './calendar.schema.ts';

/**
 * Conditions for an entry that has not lapsed: firm, or with a deadline after `now`. The first is a query on array elements, the
 * second an aggregation expression.
 */
const alive = (now: Date) => ({ $or: [{ until: null }, { until: { $gt: now } }] });
const aliveExpression = (now: Date) => ({ $or: [{ $eq: ['$$this.until', null] }, { $gt: ['$$this.until', now] }] });

/** The gate. Every claim on a chair is one conditional update of one of these documents. */
@Injectable()
export class CalendarsRepository {
  constructor(@InjectModel('Calendar') private readonly model: Model<CalendarRecord>) {}

  /**
   * Puts `entry` on these days unless another live entry overlaps `entry`. The same update removes lapsed entries and the owner's
   * earlier entry. With `keepLonger` the owner's earlier entry stays when it lives longer; this matters when a first try arrives
   * after the second try has committed. The update is no upsert, because an upsert would answer an overlap with a duplicate key.
   * Returns false for an overlap, or for a day without a document. Some of several days may then be claimed already, so the
   * caller must claim several days in a transaction and abort that transaction.
   */
  async claimDays(ids: string[], entry: CalendarEntry, now: Date, { keepLonger = false } = {}): Promise<boolean> {
    const rival = {
      start: { $lt: entry.end },
      end: { $gt: entry.start },
      bookingId: { $ne: entry.bookingId },
      ...alive(now),
    };
    const filter = { _id: { $in: ids }, busy: { $not: { $elemMatch: rival } } };
    const update = replaceMine(entry, now, keepLonger);
    // Outside a transaction the driver itself repeats a lost update of one document, but not an update of many.
    const { matchedCount } =
      ids.length === 1
        ? await this.model.updateOne(filter, update, { updatePipeline: true })
        : await this.model.updateMany(filter, update, { updatePipeline: true });
    return matchedCount === ids.length;
  }

  /** Creates the missing documents. Must run outside a transaction, because a racing upsert would abort the transaction. */
  async ensureDays(ids: string[]): Promise<void> {
    await this.model.bulkWrite(
      ids.map((id) => ({
        updateOne: { filter: { _id: id }, update: { $setOnInsert: { busy: [], version: 0 } }, upsert: true },
      })),
      { ordered: false },
    );
  }

  /**
   * Gives the owner's entry another deadline (null: firm) while the entry is alive. Returns false when the entry has lapsed or is
   * gone on one of the days.
   */
  async extend(ids: string[], bookingId: string, until: Date | null, now: Date): Promise<boolean> {
    const result = await this.model.updateMany(
      { _id: { $in: ids }, busy: { $elemMatch: { bookingId, ...alive(now) } } },
      { $set: { 'busy.$.until': until }, $inc: { version: 1 } },
    );
    return result.matchedCount === ids.length;
  }

  async release(ids: string[], bookingId: string): Promise<void> {
    await this.model.updateMany({ _id: { $in: ids } }, { $pull: { busy: { bookingId } }, $inc: { version: 1 } });
  }

  /** Removes a hold that did not become firm. An entry of the owner with any other deadline is not this hold and stays. */
  async dropHold(ids: string[], { bookingId, until }: CalendarEntry): Promise<void> {
    await this.model.updateMany({ _id: { $in: ids } }, { $pull: { busy: { bookingId, until } }, $inc: { version: 1 } });
  }

  /** Returns the live entries of these days, each entry once. */
  async findEntries(ids: string[], now: Date): Promise<CalendarEntry[]> {
    return distinct(await this.findDays(ids), now);
  }

  /** Returns the live entries of many barbers, by the barber's id. */
  async findEntriesOf(ids: string[], now: Date): Promise<Map<string, CalendarEntry[]>> {
    const days = Map.groupBy(await this.findDays(ids), ({ _id }) => barberIdOf(_id));
    return new Map([...days].map(([barberId, records]) => [barberId, distinct(records, now)]));
  }

  /** Returns days with an entry that lapsed before `now`. */
  async findLapsed(now: Date, limit: number): Promise<CalendarRecord[]> {
    return this.model
      .find({ 'busy.until': { $lte: now } })
      .limit(limit)
      .lean<CalendarRecord[]>();
  }

  async removeLapsed(id: string, now: Date): Promise<void> {
    await this.model.updateOne(
      { _id: id },
      { $pull: { busy: { until: { $ne: null, $lte: now } } }, $inc: { version: 1 } },
    );
  }

  /** Counts, for the integrity report, overlaps of live entries on all days, and entries that lapsed before `deadline`. */
  async inspect(now: Date, deadline: Date): Promise<{ overlaps: number; orphanHolds: number }> {
    let overlaps = 0;
    let orphanHolds = 0;
    for await (const { busy } of this.model
      .find({ 'busy.0': { $exists: true } }, { busy: 1 })
      .lean<CalendarRecord[]>()
      .cursor()) {
      orphanHolds += busy.filter(({ until }) => until !== null && until < deadline).length;
      overlaps += countOverlaps(busy.filter(({ until }) => until === null || until > now));
    }
    return { overlaps, orphanHolds };
  }

  private async findDays(ids: string[]): Promise<CalendarRecord[]> {
    return this.model
      .find({ _id: { $in: ids } }, { busy: 1 })
      .batchSize(10_000)
      .lean<CalendarRecord[]>();
  }
}

/** Returns the live entries, each entry once: an entry that spans several days is in the document of each day. */
function distinct(days: CalendarRecord[], now: Date): CalendarEntry[] {
  const entries = days.flatMap(({ busy }) => busy).filter(({ until }) => until === null || until > now);
  return [...new Map(entries.map((entry) => [entry.bookingId, entry])).values()];
}

/** Pipeline: busy = (busy without lapsed entries and without the owner's entry) + the new entry. */
const replaceMine = (entry: CalendarEntry, now: Date, keepLonger: boolean) => {
  const notMine = { $ne: ['$$this.bookingId', entry.bookingId] };
  const stays = keepLonger ? { $or: [notMine, aliveExpression(entry.until ?? now)] } : notMine;
  const others = { $filter: { input: '$busy', cond: { $and: [stays, aliveExpression(now)] } } };
  return [{ $set: { busy: { $concatArrays: [others, { $literal: [entry] }] }, version: { $add: ['$version', 1] } } }];
};

function countOverlaps(entries: CalendarEntry[]): number {
  const sorted = entries.toSorted((a, b) => a.start.getTime() - b.start.getTime());
  return sorted.filter((entry, i) => sorted.slice(0, i).some((earlier) => earlier.end > entry.start)).length;
}
