import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { RealtimeBus } from '../../../common/realtime/realtime-bus.ts';
import type { Barber } from './barber.types.ts';

/** Tells the screens that show a barber’s open times when something else than a claim changed them. */
@Injectable()
export class ScheduleNews {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly bus: RealtimeBus,
  ) {}

  /** After the commit, if there is something to tell. */
  tell(before: Barber, after: Barber): void {
    if (isDeepStrictEqual(scheduleOf(before), scheduleOf(after))) return;
    this.unitOfWork.afterCommit(() => this.bus.tellNodes('schedule-changed', { barberId: after.id }));
  }
}

/** Everything on a barber that his open slots follow from; the rest of it is in the calendars. */
const scheduleOf = (barber: Barber) => {
  const { bookable, timezone, availability, exceptions, buffers, slotGrid, services } = barber;
  const durations = services.map(({ serviceId, duration }) => ({ serviceId, duration }));
  return { bookable, timezone, availability, exceptions, buffers, slotGrid, durations };
};
