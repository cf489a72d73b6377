import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import { Clock } from '../../common/time/clock.ts';
import { barberIdOf, calendarIds, MAX_DAYS, overlaps } from './calendar-days.ts';
import type { Interval } from './calendar-days.ts';
import type { CalendarEntry } from './calendar.schema.ts';
import { CalendarsRepository } from './calendars.repository.ts';

export { calendarIds, MAX_DAYS };
export type { CalendarEntry, Interval };

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
  constructor(
    private readonly calendars: CalendarsRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Takes the interval for the owner until `entry.until`, before the transaction that makes it firm. Throws `Rivals`. */
  async claim(barberId: string, entry: CalendarEntry): Promise<void> {
    const ids = calendarIds(barberId, entry);
    const claimed = ids.length === 1 ? await this.claimOne(ids[0]!, entry) : await this.claimMany(ids, entry);
    if (!claimed) throw await this.rivalsOf(ids, entry);
  }

  /** First operation of the transaction that writes what the claim was for: false when the claim lapsed before. */
  async firm(barberId: string, entry: CalendarEntry, until: Date | null): Promise<boolean> {
    const now = this.clock.now();
    for (const id of calendarIds(barberId, entry)) {
      if (!(await this.calendars.extend(id, entry.bookingId, until, now))) return false;
    }
    return true;
  }

  /** Gives the interval back, in the caller's unit of work. */
  async release(barberId: string, interval: Interval, bookingId: string): Promise<void> {
    await this.calendars.release(calendarIds(barberId, interval), bookingId);
  }

  /** Takes back what `claim` took, as long as nothing has made it firm: a failure after the commit frees no chair. */
  async drop(barberId: string, entry: CalendarEntry): Promise<void> {
    await this.calendars.dropHold(calendarIds(barberId, entry), entry);
  }

  /** To be called before the unit of work in which `move` runs. */
  async prepare(barberId: string, interval: Interval): Promise<void> {
    await this.calendars.ensureDays(calendarIds(barberId, interval));
  }

  /** Swaps the owner's interval `from` for `entry`, atomically in the caller's unit of work. Throws `Rivals`, which aborts it. */
  async move(barberId: string, from: Interval, entry: CalendarEntry): Promise<void> {
    const now = this.clock.now();
    const next = new Set(calendarIds(barberId, entry));
    const left = calendarIds(barberId, from).filter((id) => !next.has(id));
    for (const id of [...next, ...left].sort()) {
      if (left.includes(id)) await this.calendars.release([id], entry.bookingId);
      else if (!(await this.calendars.claimDay(id, entry, now))) throw await this.rivalsOf([...next], entry);
    }
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
   * Removes entries that lapsed; what a crash left ends here. `opened` hears first whose time opened from when, so that a crash in
   * between leaves the entry for the next sweep. Day by day at once: one that somebody keeps locked does not hold up the others.
   */
  async sweep(opened: (opening: Opening) => Promise<void> = async () => {}, limit = 100): Promise<Opening[]> {
    const now = this.clock.now();
    const days = await this.calendars.findLapsed(now, limit);
    const openings = days.map(({ _id, busy }) =>
      busy
        .filter(({ until }) => until !== null && until <= now)
        .map(({ start }) => ({ barberId: barberIdOf(_id), from: start })),
    );
    const clear = async (id: string, ofDay: Opening[]) => {
      for (const opening of ofDay) await opened(opening);
      await this.calendars.removeLapsed(id, now);
    };
    await Promise.all(days.map(({ _id }, i) => clear(_id, openings[i]!)));
    return openings.flat();
  }

  /** Overlapping live entries, and entries more than `graceMs` past their deadline: both must be 0. */
  async inspect(graceMs = 5_000): Promise<{ overlaps: number; orphanHolds: number }> {
    const now = this.clock.now();
    return this.calendars.inspect(now, new Date(now.getTime() - graceMs));
  }

  private async claimOne(id: string, entry: CalendarEntry): Promise<boolean> {
    if (await this.hold(id, entry)) return true;
    await this.calendars.ensureDays([id]);
    return this.hold(id, entry);
  }

  private async claimMany(ids: string[], entry: CalendarEntry): Promise<boolean> {
    await this.calendars.ensureDays(ids);
    try {
      await this.unitOfWork.runApart(async () => {
        for (const id of ids) if (!(await this.hold(id, entry))) throw new Rivals();
      });
      return true;
    } catch (error) {
      if (error instanceof Rivals) return false;
      throw error;
    }
  }

  private async hold(id: string, entry: CalendarEntry): Promise<boolean> {
    return this.calendars.claimDay(id, entry, this.clock.now(), { keepLonger: true });
  }

  private async rivalsOf(ids: string[], entry: CalendarEntry): Promise<Rivals> {
    const entries = await this.calendars.findEntries(ids, this.clock.now());
    return new Rivals(entries.filter((other) => other.bookingId !== entry.bookingId && overlaps(other, entry)));
  }
}
