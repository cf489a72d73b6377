import { Injectable } from '@nestjs/common';
import { Turns } from '../../common/concurrency/turns.ts';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import { RealtimeBus } from '../../common/realtime/realtime-bus.ts';
import { rooms } from '../../common/realtime/rooms.ts';
import { Clock } from '../../common/time/clock.ts';
import { barberIdOf, calendarIds, dateOf, overlaps } from './calendar-days.policy.ts';
import type { Interval, CalendarEntry } from './calendar.types.ts';
import type { CalendarRecord } from './calendar.schema.ts';
import { CalendarsRepository } from './calendars.repository.ts';

/** Time became free at a barber's, from that instant on. */
export interface Opening {
  barberId: string;
  from: Date;
}

/** Thrown to abort the transaction of a claim that met a rival; turned into the caller's answer outside. */
export class Rivals extends Error {
  readonly entries: CalendarEntry[];

  constructor(entries: CalendarEntry[] = []) {
    super('the interval overlaps another');
    this.entries = entries;
  }
}

/** One chair per barber. Every writer (app, walk-in, time off, move) takes its interval here and nowhere else. */
@Injectable()
export class CalendarsService {
  private readonly claims = new Turns();
  /** Barbers whose days a sweep of this process is clearing just now. */
  private readonly clearing = new Set<string>();

  constructor(
    private readonly calendars: CalendarsRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly bus: RealtimeBus,
  ) {}

  /**
   * Takes the interval for the owner until `entry.until`, before the transaction that makes it firm. Throws `Rivals`. Claims on one
   * chair take turns in this process: hundreds at once would occupy every place in which the database can write, and the one who
   * holds the day could not go on.
   */
  async claim(barberId: string, entry: CalendarEntry): Promise<void> {
    const ids = calendarIds(barberId, entry);
    const claimed = await this.claims.take(barberId, () =>
      ids.length === 1 ? this.claimOne(ids[0]!, entry) : this.claimMany(ids, entry),
    );
    if (!claimed) throw await this.rivalsOf(ids, entry);
    this.changed(ids);
  }

  /** First operation of the transaction that writes what the claim was for: false when the claim lapsed before. */
  async firm(barberId: string, entry: CalendarEntry, until: Date | null): Promise<boolean> {
    return this.calendars.extend(calendarIds(barberId, entry), entry.bookingId, until, this.clock.now());
  }

  /** Gives the interval back, in the caller's unit of work. */
  async release(barberId: string, interval: Interval, bookingId: string): Promise<void> {
    const ids = calendarIds(barberId, interval);
    await this.calendars.release(ids, bookingId);
    this.changed(ids);
  }

  /** Takes back what `claim` took, as long as nothing has made it firm: a failure after the commit frees no chair. */
  async drop(barberId: string, entry: CalendarEntry): Promise<void> {
    const ids = calendarIds(barberId, entry);
    await this.calendars.dropHold(ids, entry);
    this.changed(ids);
  }

  /** To be called before the unit of work in which `move` runs. */
  async prepare(barberId: string, interval: Interval): Promise<void> {
    await this.calendars.ensureDays(calendarIds(barberId, interval));
  }

  /** Swaps the owner's interval `from` for `entry`, atomically in the caller's unit of work. Throws `Rivals`, which aborts it. */
  async move(barberId: string, from: Interval, entry: CalendarEntry): Promise<void> {
    const next = calendarIds(barberId, entry);
    const left = calendarIds(barberId, from).filter((id) => !next.includes(id));
    if (left.length) await this.calendars.release(left, entry.bookingId);
    const claimed = await this.calendars.claimDays(next, entry, this.clock.now());
    if (!claimed) throw await this.rivalsOf(next, entry);
    this.changed([...left, ...next]);
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
   * Removes entries that lapsed; what a crash left ends here. `opened` hears first at whose chair time opened from when, so that a
   * crash in between leaves the entry for the next sweep. Barbers whom an earlier sweep is still at are left to it: documents that
   * somebody keeps locked hold up no other barber, when sweeps do not wait for one another.
   */
  async sweep(opened: (opening: Opening) => Promise<void> = async () => {}, limit = 500): Promise<Opening[]> {
    const now = this.clock.now();
    const days = Map.groupBy(await this.calendars.findLapsed(now, limit), ({ _id }) => barberIdOf(_id));
    const clear = async ([barberId, records]: [string, CalendarRecord[]]): Promise<Opening> => {
      this.clearing.add(barberId);
      const lapsed = records.flatMap(({ busy }) => busy).filter(({ until }) => until !== null && until <= now);
      const from = new Date(Math.min(...lapsed.map(({ start }) => start.getTime())));
      try {
        await opened({ barberId, from });
        await Promise.all(records.map(({ _id }) => this.calendars.removeLapsed(_id, now)));
        this.changed(records.map(({ _id }) => _id));
      } finally {
        this.clearing.delete(barberId);
      }
      return { barberId, from };
    };
    return Promise.all([...days].filter(([barberId]) => !this.clearing.has(barberId)).map(clear));
  }

  /** Overlapping live entries, and entries more than `graceMs` past their deadline: both must be 0. */
  async inspect(graceMs = 5_000): Promise<{ overlaps: number; orphanHolds: number }> {
    const now = this.clock.now();
    return this.calendars.inspect(now, new Date(now.getTime() - graceMs));
  }

  /** Tells screens that show these days, once it is so. */
  private changed(ids: string[]): void {
    this.unitOfWork.afterCommit(() => {
      for (const id of ids) {
        const day = { barberId: barberIdOf(id), date: dateOf(id) };
        this.bus.emit(rooms.day(day.barberId, day.date), 'availability.changed', day);
      }
    });
  }

  private async claimOne(id: string, entry: CalendarEntry): Promise<boolean> {
    if (await this.hold([id], entry)) return true;
    await this.calendars.ensureDays([id]);
    return this.hold([id], entry);
  }

  private async claimMany(ids: string[], entry: CalendarEntry): Promise<boolean> {
    await this.calendars.ensureDays(ids);
    try {
      await this.unitOfWork.run(async () => {
        if (!(await this.hold(ids, entry))) throw new Rivals();
      });
      return true;
    } catch (error) {
      if (error instanceof Rivals) return false;
      throw error;
    }
  }

  private async hold(ids: string[], entry: CalendarEntry): Promise<boolean> {
    return this.calendars.claimDays(ids, entry, this.clock.now(), { keepLonger: true });
  }

  private async rivalsOf(ids: string[], entry: CalendarEntry): Promise<Rivals> {
    const entries = await this.calendars.findEntries(ids, this.clock.now());
    return new Rivals(entries.filter((other) => other.bookingId !== entry.bookingId && overlaps(other, entry)));
  }
}
