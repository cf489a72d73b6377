import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { Clock } from '../../../common/time/clock.ts';
import { plus, SECOND } from '../../../common/time/durations.ts';
import { BarbersService } from '../barbers/barbers.service.ts';
import { barberIdOf, calendarIds, overlaps } from './calendar-days.policy.ts';
import type { CalendarRecord } from './calendar.schema.ts';
import type { CalendarEntry, Interval, WantedEntry } from './calendar.types.ts';
import { Rivals } from './calendars.errors.ts';
import { CalendarsRepository } from './calendars.repository.ts';
import { Claims } from './claims.ts';

/** The chair of a barber became free from an instant on. */
export interface Opening {
  barberId: string;
  from: Date;
}

/**
 * Each barber has one chair. Every writer (app, walk-in, time off, move) takes intervals only through this service, and this
 * service tells search when time becomes free.
 */
@Injectable()
export class CalendarsService {
  /** Barbers whose days a sweep of this process is clearing at this moment. */
  private readonly clearing = new Set<string>();

  constructor(
    private readonly calendars: CalendarsRepository,
    private readonly claims: Claims,
    private readonly barbers: BarbersService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes the interval and writes the record that needs the interval. First a hold refuses rivals before any transaction. One
   * transaction then gives the entry the deadline `keepUntil` (null: firm) and runs `write`; the result of `write` answers the
   * request. When the transaction fails, the chair is free again at once. Throws `Rivals`, and every error of `write`.
   */
  async reserve<T>(barberId: string, wanted: WantedEntry, keepUntil: Date | null, write: () => Promise<T>): Promise<T> {
    const held = await this.claims.hold(barberId, wanted);
    try {
      return await this.unitOfWork.answer(async () => {
        if (!(await this.claims.firm(barberId, held, keepUntil))) throw new Rivals();
        return write();
      });
    } catch (error) {
      // A hold that cannot be dropped now lapses, and a sweep then removes the hold.
      await this.claims.drop(barberId, held).catch(() => undefined);
      throw error;
    }
  }

  /** Makes an entry with a deadline firm, in the unit of work. Returns false when the deadline has passed. */
  async keep(barberId: string, entry: WantedEntry): Promise<boolean> {
    return this.claims.firm(barberId, entry, null);
  }

  /** Releases the interval, in the unit of work. */
  async release(barberId: string, interval: Interval, bookingId: string): Promise<void> {
    await this.claims.release(barberId, interval, bookingId);
    await this.barbers.timeOpened(barberId, interval.start);
  }

  /** Creates the documents that `move` needs. Must be called before the unit of work in which `move` runs. */
  async prepare(barberId: string, interval: Interval): Promise<void> {
    await this.calendars.ensureDays(calendarIds(barberId, interval));
  }

  /**
   * Replaces the owner's interval `from` with `entry`, in the unit of work. Throws `Rivals`, which must abort the unit of work.
   */
  async move(barberId: string, from: Interval, entry: CalendarEntry): Promise<void> {
    await this.claims.move(barberId, from, entry);
    await this.barbers.timeOpened(barberId, from.start);
  }

  /** Returns the live entries that overlap the interval, each entry once. */
  async entriesIn(barberId: string, interval: Interval): Promise<CalendarEntry[]> {
    const entries = await this.calendars.findEntries(calendarIds(barberId, interval), this.clock.now());
    return entries.filter((entry) => overlaps(entry, interval));
  }

  /**
   * Returns the live entries of many barbers by barber id, each barber with an own interval, in one query. The result may contain
   * a few entries just outside the interval.
   */
  async entriesOf(asked: { barberId: string; interval: Interval }[]): Promise<Map<string, CalendarEntry[]>> {
    const ids = asked.flatMap(({ barberId, interval }) => calendarIds(barberId, interval));
    return ids.length ? this.calendars.findEntriesOf(ids, this.clock.now()) : new Map<string, CalendarEntry[]>();
  }

  /**
   * Removes lapsed entries, also those that a crash left behind. Search first learns the instant from which the chair is free, so
   * that a crash in between leaves the entry for the next sweep. Barbers that an earlier sweep is still clearing are skipped. So
   * locked documents of one barber delay no other barber, as sweeps do not wait for one another.
   */
  async sweep(limit = 500): Promise<Opening[]> {
    const now = this.clock.now();
    const days = Map.groupBy(await this.calendars.findLapsed(now, limit), ({ _id }) => barberIdOf(_id));
    const waiting = [...days].filter(([barberId]) => !this.clearing.has(barberId));
    return Promise.all(waiting.map(([barberId, records]) => this.clear(barberId, records, now)));
  }

  /**
   * Counts overlapping live entries, and entries whose deadline passed more than `graceMs` milliseconds ago. Both counts must be
   * 0.
   */
  async inspect(graceMs = 5 * SECOND): Promise<{ overlaps: number; orphanHolds: number }> {
    const now = this.clock.now();
    return this.calendars.inspect(now, plus(now, -graceMs));
  }

  private async clear(barberId: string, records: CalendarRecord[], now: Date): Promise<Opening> {
    this.clearing.add(barberId);
    const lapsed = records.flatMap(({ busy }) => busy).filter(({ until }) => until !== null && until <= now);
    const from = new Date(Math.min(...lapsed.map(({ start }) => start.getTime())));
    const ids = records.map(({ _id }) => _id);
    try {
      await this.barbers.timeOpened(barberId, from);
      await this.claims.clear(ids, now);
    } finally {
      this.clearing.delete(barberId);
    }
    return { barberId, from };
  }
}
