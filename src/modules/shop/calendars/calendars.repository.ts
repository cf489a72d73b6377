import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { barberIdOf } from './calendar-days.policy.ts';
import type { CalendarEntry } from './calendar.types.ts';
import type { CalendarRecord } from './calendar.schema.ts';

/** Not lapsed: firm, or with time left at `now`. As a query on array elements and as an aggregation expression. */
const alive = (now: Date) => ({ $or: [{ until: null }, { until: { $gt: now } }] });
const aliveExpression = (now: Date) => ({ $or: [{ $eq: ['$$this.until', null] }, { $gt: ['$$this.until', now] }] });

/** The gate. Every claim on a chair is one conditional update of one of these documents. */
@Injectable()
export class CalendarsRepository {
  constructor(@InjectModel('Calendar') private readonly model: Model<CalendarRecord>) {}

  /**
   * Puts `entry` on those days unless another live entry overlaps it; what lapsed and the owner's former entry go in the same
   * update. `keepLonger`: the owner's entry stays when it lives longer, for a first try that comes after the second one
   * committed. No upsert: it would answer an overlap with a duplicate key. False: overlap, or a day without a document; of
   * several days some may have been claimed then, so several are for a transaction that this aborts.
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
    // Outside a transaction the driver repeats a lost update of one document by itself, not one of many.
    const { matchedCount } =
      ids.length === 1
        ? await this.model.updateOne(filter, update, { updatePipeline: true })
        : await this.model.updateMany(filter, update, { updatePipeline: true });
    return matchedCount === ids.length;
  }

  /** Creates the documents that are missing. Outside any transaction: a racing upsert must not abort one. */
  async ensureDays(ids: string[]): Promise<void> {
    await this.model.bulkWrite(
      ids.map((id) => ({
        updateOne: { filter: { _id: id }, update: { $setOnInsert: { busy: [], version: 0 } }, upsert: true },
      })),
      { ordered: false },
    );
  }

  /** Gives the owner's entry another deadline (null: firm) while it is alive. False: on one of the days it lapsed or is gone. */
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

  /** Takes back a hold that did not become firm; an entry with any other deadline is something else and stays. */
  async dropHold(ids: string[], { bookingId, until }: CalendarEntry): Promise<void> {
    await this.model.updateMany({ _id: { $in: ids } }, { $pull: { busy: { bookingId, until } }, $inc: { version: 1 } });
  }

  /** Live entries of those days, each once. */
  async findEntries(ids: string[], now: Date): Promise<CalendarEntry[]> {
    return distinct(await this.findDays(ids), now);
  }

  /** The same for many barbers at once, by the barber's id. */
  async findEntriesOf(ids: string[], now: Date): Promise<Map<string, CalendarEntry[]>> {
    const days = Map.groupBy(await this.findDays(ids), ({ _id }) => barberIdOf(_id));
    return new Map([...days].map(([barberId, records]) => [barberId, distinct(records, now)]));
  }

  /** Days that hold an entry which lapsed before `now`. */
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

  /** For the integrity report: every day on which two live entries overlap, and how many entries lapsed before `deadline`. */
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

/** Live entries, each once: one that spans several days stands in each. */
function distinct(days: CalendarRecord[], now: Date): CalendarEntry[] {
  const entries = days.flatMap(({ busy }) => busy).filter(({ until }) => until === null || until > now);
  return [...new Map(entries.map((entry) => [entry.bookingId, entry])).values()];
}

/** Pipeline: busy = (busy without what lapsed and without the owner's) + the entry. */
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
