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

/** Time became free at a barber's, from that instant on. */
export interface Opening {
  barberId: string;
  from: Date;
}

/**
 * One chair per barber. Every writer (app, walk-in, time off, move) takes its interval here and nowhere else, and search learns
 * here when time becomes free.
 */
@Injectable()
export class CalendarsService {
  /** Barbers whose days a sweep of this process is clearing just now. */
  private readonly clearing = new Set<string>();

  constructor(
    private readonly calendars: CalendarsRepository,
    private readonly claims: Claims,
    private readonly barbers: BarbersService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes the interval and writes what it is for. A hold comes first, so that rivals are refused before any transaction. One
   * transaction then makes the hold firm until `firmUntil` (null: for good) and runs `write`; its result answers the request. When
   * the transaction fails, the chair is free again at once. Throws `Rivals`, and whatever `write` throws.
   */
  async reserve<T>(barberId: string, wanted: WantedEntry, firmUntil: Date | null, write: () => Promise<T>): Promise<T> {
    const held = await this.claims.hold(barberId, wanted);
    try {
      return await this.unitOfWork.answer(async () => {
        if (!(await this.claims.firm(barberId, held, firmUntil))) throw new Rivals();
        return write();
      });
    } catch (error) {
      // A hold that cannot be dropped now is swept once it has lapsed.
      await this.claims.drop(barberId, held).catch(() => undefined);
      throw error;
    }
  }

  /** Keeps for good, in the unit of work, what was firm until a deadline. False when the deadline has passed. */
  async keep(barberId: string, entry: WantedEntry): Promise<boolean> {
    return this.claims.firm(barberId, entry, null);
  }

  /** Gives the interval back, in the unit of work. */
  async release(barberId: string, interval: Interval, bookingId: string): Promise<void> {
    await this.claims.release(barberId, interval, bookingId);
    await this.barbers.timeOpened(barberId, interval.start);
  }

  /** To be called before the unit of work in which `move` runs. */
  async prepare(barberId: string, interval: Interval): Promise<void> {
    await this.calendars.ensureDays(calendarIds(barberId, interval));
  }

  /** Swaps the owner's interval `from` for `entry`, in the unit of work. Throws `Rivals`, which must abort it. */
  async move(barberId: string, from: Interval, entry: CalendarEntry): Promise<void> {
    await this.claims.move(barberId, from, entry);
    await this.barbers.timeOpened(barberId, from.start);
  }

  /** Live entries that overlap the interval, each once. */
  async entriesIn(barberId: string, interval: Interval): Promise<CalendarEntry[]> {
    const entries = await this.calendars.findEntries(calendarIds(barberId, interval), this.clock.now());
    return entries.filter((entry) => overlaps(entry, interval));
  }

  /** Live entries of many barbers, each in an own interval, by barber and in one query; a few from just outside may be among them. */
  async entriesOf(asked: { barberId: string; interval: Interval }[]): Promise<Map<string, CalendarEntry[]>> {
    const ids = asked.flatMap(({ barberId, interval }) => calendarIds(barberId, interval));
    return ids.length ? this.calendars.findEntriesOf(ids, this.clock.now()) : new Map<string, CalendarEntry[]>();
  }

  /**
   * Removes entries that lapsed; what a crash left ends here. Search learns first from when the chair is free, so that a crash in
   * between leaves the entry for the next sweep. Barbers whom an earlier sweep is still at are left to it: documents that somebody
   * keeps locked hold up no other barber, when sweeps do not wait for one another.
   */
  async sweep(limit = 500): Promise<Opening[]> {
    const now = this.clock.now();
    const days = Map.groupBy(await this.calendars.findLapsed(now, limit), ({ _id }) => barberIdOf(_id));
    const waiting = [...days].filter(([barberId]) => !this.clearing.has(barberId));
    return Promise.all(waiting.map(([barberId, records]) => this.clear(barberId, records, now)));
  }

  /** Overlapping live entries, and entries more than `graceMs` past their deadline: both must be 0. */
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
