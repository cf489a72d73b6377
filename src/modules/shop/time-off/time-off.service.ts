import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { notFound } from '../../../common/errors/common.errors.ts';
import { decodeCursor, mapPage, toPage, type Page } from '../../../common/shapes/pagination.ts';
import { createdId } from '../../../common/idempotency/idempotency.context.ts';
import { Clock } from '../../../common/time/clock.ts';
import { BarbersService } from '../barbers/barbers.service.ts';
import { calendarIds, MAX_DAYS } from '../calendars/calendar-days.policy.ts';
import { Rivals } from '../calendars/calendars.errors.ts';
import { CalendarsService } from '../calendars/calendars.service.ts';
import { toTimeOffView, type CreateTimeOff, type ListTimeOff, type TimeOffView } from './time-off.dto.ts';
import { bookingsInTheWay, timeOffInPast, timeOffOverlaps, timeOffTooLong } from './time-off.errors.ts';
import { TimeOffRepository } from './time-off.repository.ts';

const Position = z.tuple([z.iso.datetime(), z.string()]);

@Injectable()
export class TimeOffService {
  constructor(
    private readonly timeOff: TimeOffRepository,
    private readonly barbers: BarbersService,
    private readonly calendars: CalendarsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes the interval through the same gate as bookings. Throws `time-off-in-past`, `time-off-too-long`, and
   * `bookings-in-the-way` or `time-off-overlaps` with the ids that conflict.
   */
  async create(userId: string, { startAt, endAt, reason }: CreateTimeOff): Promise<TimeOffView> {
    const now = this.clock.now();
    if (endAt <= now) throw timeOffInPast();
    const barber = await this.barbers.byUser(userId);
    if (calendarIds(barber.id, { start: startAt, end: endAt }).length > MAX_DAYS) throw timeOffTooLong();
    const record = { id: createdId(), barberId: barber.id, startAt, endAt, reason: reason ?? null, createdAt: now };
    const entry = { bookingId: record.id, kind: 'time_off' as const, start: startAt, end: endAt };
    return this.calendars
      .reserve(barber.id, entry, null, async () => {
        await this.timeOff.insert(record);
        return toTimeOffView(record);
      })
      .catch(refuse);
  }

  /** Returns a page of time off that ends after `from` (default: now), in order of the start. */
  async list(userId: string, { from, limit, cursor }: ListTimeOff): Promise<Page<TimeOffView>> {
    const barber = await this.barbers.byUser(userId);
    const [startAt, id] = cursor ? decodeCursor(cursor, Position) : [];
    const after = startAt && id ? { startAt: new Date(startAt), id } : undefined;
    const found = await this.timeOff.list(barber.id, from ?? this.clock.now(), limit + 1, after);
    return mapPage(
      toPage(found, limit, (last) => [last.startAt, last.id]),
      toTimeOffView,
    );
  }

  async remove(userId: string, id: string): Promise<void> {
    const barber = await this.barbers.byUser(userId);
    await this.unitOfWork.answer(async () => {
      const removed = await this.timeOff.remove(id, barber.id);
      if (!removed) throw notFound();
      await this.calendars.release(barber.id, { start: removed.startAt, end: removed.endAt }, id);
    });
  }
}

function refuse(error: unknown): never {
  if (!(error instanceof Rivals)) throw error;
  const idsOf = (timeOff: boolean) =>
    error.entries.filter(({ kind }) => (kind === 'time_off') === timeOff).map(({ bookingId }) => bookingId);
  const [bookings, away] = [idsOf(false), idsOf(true)];
  throw away.length && !bookings.length
    ? timeOffOverlaps(undefined, { conflicts: away })
    : bookingsInTheWay(undefined, { conflicts: bookings });
}
