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

/** Most barbers have time within days, so these are read first; the rest of the window only where nothing was found. */
const FIRST_STRIDE = 3 * DAY;

export interface Window {
  from: Date;
  to: Date;
}

/** Whose first visit is asked for, and how long it takes (minutes). */
export interface Asked {
  barber: FoundBarber<'schedule'>;
  duration: number;
}

interface Look extends Asked {
  /** Starts before this are settled: taken or not on offer. */
  at: Date;
  busy: CalendarEntry[];
  slot?: MinuteSpan | undefined;
}

/**
 * The first open visit of many barbers. On the way it keeps `nextFreeFrom`: no start of that barber lies before it, for any
 * service. It counts only what cannot come back without a write (entries that may lapse count as free) and neither notice nor
 * grid (they are settings and may change); whoever opens time lowers it and raises the version in the same transaction.
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

  /** By barber id, in epoch minutes; those without a visit on offer in the window are left out. */
  async of(asked: Asked[], window: Window): Promise<Map<string, MinuteSpan>> {
    const now = this.clock.now();
    const looks = asked.map((one): Look => ({ ...one, at: latest(window.from, knownUntil(one, now)), busy: [] }));
    await this.stride(looks, window, FIRST_STRIDE);
    await this.stride(looks, window, window.to.getTime() - window.from.getTime());
    await this.remember(looks, window, now);
    return new Map(looks.flatMap(({ barber, slot }) => (slot ? [[barber.id, slot] as const] : [])));
  }

  /** A visit of this barber in a window that begins at `from` starts at this epoch minute or later. Reads nothing. */
  notBefore({ nextFreeFrom, timezone, slotGrid }: FoundBarber<'rank'>, from: Date): number {
    const start = latest(from, this.soonestStart(this.clock.now()), nextFreeFrom);
    const grid = slotGrid ?? this.config.SLOT_GRID_MINUTES;
    return earliestStart({ zone: timezone, grid }, Math.ceil(start.getTime() / MINUTE));
  }

  /** Looks at the starts of the next `length` milliseconds of everybody who has none yet; one query for the calendars of all. */
  private async stride(looks: Look[], { to }: Window, length: number): Promise<void> {
    const open = looks.filter(({ slot, at }) => !slot && at < to);
    const ends = new Map(open.map(({ barber, at }) => [barber.id, earliest(to, plus(at, length))]));
    const entries = await this.calendars.entriesOf(
      open.map((look) => ({ barberId: look.barber.id, interval: claimed(look, ends.get(look.barber.id)!) })),
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

  /** Failing to remember must not fail the search: the bounds as they were hold as well. */
  private async remember(looks: Look[], window: Window, now: Date): Promise<void> {
    const bounds = looks.flatMap((look): FreeFrom[] => {
      const from = this.freeFrom(look, window, now);
      return from ? [{ id: look.barber.id, version: look.barber.availabilityVersion, from }] : [];
    });
    await this.barbers.raiseNextFree(bounds).catch(() => undefined);
  }

  /** The bound that follows from what was seen; undefined when it would tell nobody anything new. */
  private freeFrom(look: Look, { from, to }: Window, now: Date): Date | undefined {
    const { barber, slot } = look;
    const known = knownUntil(look, now);
    const useful = latest(this.soonestStart(now), barber.nextFreeFrom);
    // From a window that begins later there is nothing to learn: the time before it was not read and counts as free.
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

/** The interval of which entries matter to visits that start from where we look until `end`. */
const claimed = ({ barber, duration, at }: Look, end: Date) => ({
  start: plusMinutes(at, -barber.buffers.before),
  end: plusMinutes(end, duration + barber.buffers.after + 1),
});

/** Before this nothing is free: it is over, or somebody looked. */
const knownUntil = ({ barber }: Asked, now: Date): Date => latest(now, barber.nextFreeFrom);

const plusMinutes = (date: Date, minutes: number): Date => plus(date, minutes * MINUTE);
const earliest = (a: Date, b: Date): Date => (a < b ? a : b);
const latest = (...dates: (Date | null)[]): Date => new Date(Math.max(...dates.map((date) => date?.getTime() ?? 0)));
