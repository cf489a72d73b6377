import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { Clock } from '../../../common/time/clock.ts';
import { DAY, MINUTE, plus } from '../../../common/time/durations.ts';
import type { MinuteSpan } from '../../../common/time/hours.ts';
import { BarbersSearchService } from '../barbers/search/barbers-search.service.ts';
import type { FoundBarber, FreeFrom } from '../barbers/search/search.types.ts';
import { CalendarsService } from '../calendars/calendars.service.ts';
import type { CalendarEntry } from '../calendars/calendar.types.ts';
import { AvailabilityService } from './availability.service.ts';
import { earliestStart, firstOpenSlot } from './open-slots.ts';
import { shortestVisit } from './visit.policy.ts';

/**
 * Most barbers have open time within three days, so these days are read first. The rest of the window is read only for barbers
 * without a slot in these days.
 */
const FIRST_STRIDE = 3 * DAY;

export interface Window {
  from: Date;
  to: Date;
}

/** A barber whose first open visit is wanted, and the length of that visit in minutes. */
export interface Asked {
  barber: FoundBarber<'schedule'>;
  duration: number;
}

interface Look extends Asked {
  /** Starts before this instant are settled: they are taken or not on offer. */
  at: Date;
  busy: CalendarEntry[];
  slot?: MinuteSpan | undefined;
}

/**
 * Finds the first open visit of many barbers. The search also maintains `nextFreeFrom`: no start of that barber lies before this
 * instant, for any service. The bound counts only what cannot come back without a write: entries that may lapse count as free,
 * and notice and grid are left out, because they are settings and may change. Every write that opens time lowers the bound and
 * raises the version in the same transaction.
 */
@Injectable()
export class FirstSlotsService {
  constructor(
    private readonly availability: AvailabilityService,
    private readonly calendars: CalendarsService,
    private readonly barbers: BarbersSearchService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Returns the first open visit by barber id, in epoch minutes. Barbers without an open visit in the window are left out. */
  async of(asked: Asked[], window: Window): Promise<Map<string, MinuteSpan>> {
    const now = this.clock.now();
    const looks = asked.map((one): Look => ({ ...one, at: latest(window.from, knownUntil(one, now)), busy: [] }));
    await this.stride(looks, window, FIRST_STRIDE);
    await this.stride(looks, window, window.to.getTime() - window.from.getTime());
    await this.remember(looks, window, now);
    return new Map(looks.flatMap(({ barber, slot }) => (slot ? [[barber.id, slot] as const] : [])));
  }

  /**
   * Returns the epoch minute before which no visit of this barber can start, in a window that begins at `from`. Reads nothing.
   */
  notBefore({ nextFreeFrom, timezone, slotGrid }: FoundBarber<'rank'>, from: Date): number {
    const start = latest(from, this.soonestStart(this.clock.now()), nextFreeFrom);
    const grid = slotGrid ?? this.config.SLOT_GRID_MINUTES;
    return earliestStart({ zone: timezone, grid }, Math.ceil(start.getTime() / MINUTE));
  }

  /** Examines the next `length` milliseconds of every barber who has no slot yet. One query reads all calendars. */
  private async stride(looks: Look[], { to }: Window, length: number): Promise<void> {
    const open = looks.filter(({ slot, at }) => !slot && at < to);
    const ends = new Map(open.map(({ barber, at }) => [barber.id, earliest(to, plus(at, length))]));
    const entries = await this.calendars.entriesOf(
      open.map((look) => ({ barberId: look.barber.id, interval: intervalToRead(look, ends.get(look.barber.id)!) })),
    );
    for (const look of open) {
      const { barber, duration, at, busy } = look;
      const end = ends.get(barber.id)!;
      busy.push(...(entries.get(barber.id) ?? []));
      const visitEnd = earliest(to, plusMinutes(end, duration));
      look.slot = firstOpenSlot(this.availability.query(barber, duration, { from: at, to: visitEnd, busy }));
      look.at = end;
    }
  }

  /** A failed write must not fail the search, because the old bounds are still true. */
  private async remember(looks: Look[], window: Window, now: Date): Promise<void> {
    const bounds = looks.flatMap((look): FreeFrom[] => {
      const from = this.freeFrom(look, window, now);
      return from ? [{ id: look.barber.id, version: look.barber.availabilityVersion, from }] : [];
    });
    await this.barbers.raiseNextFree(bounds).catch(() => undefined);
  }

  /** Returns the new bound that follows from the entries read, or undefined when the bound would bring nothing new. */
  private freeFrom(look: Look, { from, to }: Window, now: Date): Date | undefined {
    const { barber, slot } = look;
    const known = knownUntil(look, now);
    const useful = latest(this.soonestStart(now), barber.nextFreeFrom);
    // A window that begins after the known bound teaches nothing: the time before the window was not read and counts as free.
    if (from > known || (slot && slot.start * MINUTE <= useful.getTime())) return undefined;
    const shortest = shortestVisit(barber.services);
    const busy = look.busy.filter(({ until }) => until === null);
    const seen = slot ? new Date((slot.start + shortest) * MINUTE) : to;
    const query = this.availability.query(barber, shortest, { from: known, to: seen, busy });
    const first = firstOpenSlot({ ...query, grid: 1, notice: 0 });
    const lastSeen = Math.min(query.to - shortest, query.now + query.horizonDays * 1_440);
    const free = new Date((first?.start ?? lastSeen) * MINUTE);
    return free > useful ? free : undefined;
  }

  private soonestStart(now: Date): Date {
    return plusMinutes(now, this.config.BOOKING_NOTICE_MINUTES);
  }
}

/** The interval whose entries matter to visits that start between `at` and `end`. */
const intervalToRead = ({ barber, duration, at }: Look, end: Date) => ({
  start: plusMinutes(at, -barber.buffers.before),
  end: plusMinutes(end, duration + barber.buffers.after + 1),
});

/** No start before this instant is free: the time is past, or an earlier search found the time taken. */
const knownUntil = ({ barber }: Asked, now: Date): Date => latest(now, barber.nextFreeFrom);

const plusMinutes = (date: Date, minutes: number): Date => plus(date, minutes * MINUTE);
const earliest = (a: Date, b: Date): Date => (a < b ? a : b);
const latest = (...dates: (Date | null)[]): Date => new Date(Math.max(...dates.map((date) => date?.getTime() ?? 0)));
