import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { RealtimeBus } from '../../../common/realtime/realtime-bus.ts';
import type { Barber } from './barber.types.ts';

/** Tells the screens that show a barber’s open times about every change that is not a change of the calendar. */
@Injectable()
export class ScheduleNews {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly bus: RealtimeBus,
  ) {}

  /** Tells after the commit, and only if a field that decides open slots has changed. */
  tell(before: Barber, after: Barber): void {
    if (isDeepStrictEqual(scheduleOf(before), scheduleOf(after))) return;
    this.unitOfWork.afterCommit(() => this.bus.tellNodes('schedule-changed', { barberId: after.id }));
  }
}

/** The fields of a barber that decide the open slots. The calendars hold everything else. */
const scheduleOf = (barber: Barber) => {
  const { bookable, timezone, availability, exceptions, buffers, slotGrid, services } = barber;
  const durations = services.map(({ serviceId, duration }) => ({ serviceId, duration }));
  return { bookable, timezone, availability, exceptions, buffers, slotGrid, durations };
};
