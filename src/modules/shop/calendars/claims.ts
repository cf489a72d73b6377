import { Inject, Injectable } from '@nestjs/common';
import { Turns } from '../../../common/concurrency/turns.ts';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { InUnitOfWork, UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { RealtimeBus } from '../../../common/realtime/realtime-bus.ts';
import { rooms } from '../../../common/realtime/rooms.ts';
import { Clock } from '../../../common/time/clock.ts';
import { plus, SECOND } from '../../../common/time/durations.ts';
import { barberIdOf, calendarIds, dateOf, overlaps } from './calendar-days.policy.ts';
import type { CalendarEntry, Interval, WantedEntry } from './calendar.types.ts';
import { Rivals } from './calendars.errors.ts';
import { CalendarsRepository } from './calendars.repository.ts';

/** The single steps of taking and releasing a chair. Other modules use `CalendarsService`. */
@Injectable()
export class Claims {
  private readonly turns = new Turns();

  constructor(
    private readonly calendars: CalendarsRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly bus: RealtimeBus,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Claims the interval for the longest time that a commit may take (`BOOKING_HOLD_TTL_SECONDS`), and returns the entry. Throws
   * `Rivals`.
   */
  async hold(barberId: string, wanted: WantedEntry): Promise<CalendarEntry> {
    const until = plus(this.clock.now(), this.config.BOOKING_HOLD_TTL_SECONDS * SECOND);
    const entry = { ...wanted, until };
    await this.claim(barberId, entry);
    return entry;
  }

  /**
   * Claims the interval for the owner until `entry.until`, before the transaction that makes the entry firm. Throws `Rivals`.
   * Claims on one chair take turns in this process: hundreds of claims at once would occupy all the places in which the database
   * can write, and the transaction that locks the day could not continue.
   */
  async claim(barberId: string, entry: CalendarEntry): Promise<void> {
    const ids = calendarIds(barberId, entry);
    const claimed = await this.turns.take(barberId, () =>
      ids.length === 1 ? this.claimOne(ids[0]!, entry) : this.claimMany(ids, entry),
    );
    if (!claimed) throw await this.rivalsOf(ids, entry);
    this.changed(ids);
  }

  /** Gives the owner's entry another deadline (null: none). Returns false when the entry has lapsed or is gone. */
  @InUnitOfWork()
  async firm(barberId: string, entry: WantedEntry, until: Date | null): Promise<boolean> {
    return this.calendars.extend(calendarIds(barberId, entry), entry.bookingId, until, this.clock.now());
  }

  /** Releases the interval. */
  @InUnitOfWork()
  async release(barberId: string, interval: Interval, bookingId: string): Promise<void> {
    const ids = calendarIds(barberId, interval);
    await this.calendars.release(ids, bookingId);
    this.changed(ids);
  }

  /**
   * Removes the entry that `claim` wrote, unless something has made the entry firm: a failure after the commit must not free the
   * chair.
   */
  async drop(barberId: string, entry: CalendarEntry): Promise<void> {
    const ids = calendarIds(barberId, entry);
    await this.calendars.dropHold(ids, entry);
    this.changed(ids);
  }

  /** Replaces the owner's interval `from` with `entry`. Throws `Rivals`, which must abort the unit of work. */
  @InUnitOfWork()
  async move(barberId: string, from: Interval, entry: CalendarEntry): Promise<void> {
    const next = calendarIds(barberId, entry);
    const left = calendarIds(barberId, from).filter((id) => !next.includes(id));
    if (left.length) await this.calendars.release(left, entry.bookingId);
    const claimed = await this.calendars.claimDays(next, entry, this.clock.now());
    if (!claimed) throw await this.rivalsOf(next, entry);
    this.changed([...left, ...next]);
  }

  /** Removes the entries of these days that lapsed before `now`. */
  async clear(ids: string[], now: Date): Promise<void> {
    await Promise.all(ids.map((id) => this.calendars.removeLapsed(id, now)));
    this.changed(ids);
  }

  /** Tells the screens that show these days, after the change is committed. */
  private changed(ids: string[]): void {
    this.unitOfWork.afterCommit(() => {
      for (const id of ids) {
        const day = { barberId: barberIdOf(id), date: dateOf(id) };
        this.bus.emit(rooms.day(day.barberId, day.date), 'availability.changed', day);
      }
    });
  }

  private async claimOne(id: string, entry: CalendarEntry): Promise<boolean> {
    if (await this.claimDays([id], entry)) return true;
    await this.calendars.ensureDays([id]);
    return this.claimDays([id], entry);
  }

  private async claimMany(ids: string[], entry: CalendarEntry): Promise<boolean> {
    await this.calendars.ensureDays(ids);
    try {
      await this.unitOfWork.run(async () => {
        if (!(await this.claimDays(ids, entry))) throw new Rivals();
      });
      return true;
    } catch (error) {
      if (error instanceof Rivals) return false;
      throw error;
    }
  }

  private async claimDays(ids: string[], entry: CalendarEntry): Promise<boolean> {
    return this.calendars.claimDays(ids, entry, this.clock.now(), { keepLonger: true });
  }

  private async rivalsOf(ids: string[], entry: CalendarEntry): Promise<Rivals> {
    const entries = await this.calendars.findEntries(ids, this.clock.now());
    return new Rivals(entries.filter((other) => other.bookingId !== entry.bookingId && overlaps(other, entry)));
  }
}
