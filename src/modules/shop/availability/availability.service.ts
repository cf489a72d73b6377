import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { Clock } from '../../../common/time/clock.ts';
import { MINUTE, plus } from '../../../common/time/durations.ts';
import type { MinuteSpan } from '../../../common/time/hours.ts';
import { BarbersService } from '../barbers/barbers.service.ts';
import type { Barber } from '../barbers/barber.types.ts';
import { CalendarsService } from '../calendars/calendars.service.ts';
import type { CalendarEntry } from '../calendars/calendar.types.ts';
import type { AvailabilityQuery, AvailabilityView } from './availability.dto.ts';
import { isOffered, openSlots } from './open-slots.ts';
import type { SlotQuery } from './open-slots.types.ts';
import { shortestVisit, visitOf } from './visit.policy.ts';

const floorMinute = (date: Date): number => Math.floor(date.getTime() / MINUTE);
const ceilMinute = (date: Date): number => Math.ceil(date.getTime() / MINUTE);

/** A visit to check: length in minutes, start instant, and notice in minutes (walk-ins need no notice). */
export interface Visit {
  duration: number;
  startAt: Date;
  notice?: number;
}

/** The fields of a barber that decide the open time, besides the calendar. */
export type Schedule = Pick<Barber, 'timezone' | 'availability' | 'exceptions' | 'buffers' | 'slotGrid'>;

@Injectable()
export class AvailabilityService {
  constructor(
    private readonly barbers: BarbersService,
    private readonly calendars: CalendarsService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Returns the open slots of one barber, or no slots when the barber is not bookable. Reads at most 64 calendar days, however
   * long the history is. Throws `not-found`, `service-not-offered`.
   */
  async of(barberId: string, { from, to, serviceIds }: AvailabilityQuery): Promise<AvailabilityView> {
    const barber = await this.barbers.listed(barberId);
    const { bookable, services } = barber;
    const duration = () => (serviceIds ? visitOf(services, serviceIds).minutes : shortestVisit(services));
    const slots = bookable ? await this.openSlots(barber, duration(), from, to) : [];
    const iso = (minute: number) => new Date(minute * MINUTE).toISOString();
    return {
      timezone: barber.timezone,
      slots: slots.map(({ start, end }) => ({ startAt: iso(start), endAt: iso(end) })),
    };
  }

  /** Returns the open visits of `duration` minutes in the window, in epoch minutes. */
  async openSlots(barber: Barber, duration: number, from: Date, to: Date): Promise<MinuteSpan[]> {
    const { before, after } = barber.buffers;
    const window = { start: plus(from, -before * MINUTE), end: plus(to, after * MINUTE) };
    const busy = await this.calendars.entriesIn(barber.id, window);
    return openSlots(this.query(barber, duration, { from, to, busy }));
  }

  /**
   * Returns whether this start would be on offer if the chair were free. Checks hours, breaks, exceptions, grid, notice and
   * horizon; only the gate decides about the chair.
   */
  offers(barber: Barber, { duration, startAt, notice }: Visit): boolean {
    const end = plus(startAt, duration * MINUTE);
    const query = this.query(barber, duration, { from: startAt, to: end, busy: [] });
    const wholeMinute = startAt.getTime() % MINUTE === 0;
    return wholeMinute && isOffered({ ...query, notice: notice ?? query.notice }, floorMinute(startAt));
  }

  /** Builds the query of the pure functions in `open-slots.ts` for one barber. */
  query(
    barber: Schedule,
    duration: number,
    { from, to, busy }: { from: Date; to: Date; busy: CalendarEntry[] },
  ): SlotQuery {
    return {
      zone: barber.timezone,
      weekly: barber.availability,
      exceptions: barber.exceptions,
      busy: busy.map(({ start, end }) => ({ start: floorMinute(start), end: ceilMinute(end) })),
      now: ceilMinute(this.clock.now()),
      duration,
      bufferBefore: barber.buffers.before,
      bufferAfter: barber.buffers.after,
      grid: barber.slotGrid ?? this.config.SLOT_GRID_MINUTES,
      notice: this.config.BOOKING_NOTICE_MINUTES,
      horizonDays: this.config.BOOKING_HORIZON_DAYS,
      from: ceilMinute(from),
      to: floorMinute(to),
    };
  }
}
