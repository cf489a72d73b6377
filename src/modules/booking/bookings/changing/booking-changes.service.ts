import { Injectable } from '@nestjs/common';
import type { Actor, UserActor } from '../../../../common/auth/actor.ts';
import { UnitOfWork } from '../../../../common/database/unit-of-work.ts';
import { CalendarsService } from '../../../shop/calendars/calendars.service.ts';
import { BookingDrafts } from '../making/booking-drafts.ts';
import { intervalOf } from '../booking-interval.ts';
import type { Verb } from '../booking-transitions.ts';
import { BookingWrites } from '../writing/booking-writes.ts';
import type { BookingView, ChangeBooking, RescheduleBooking } from '../bookings.dto.ts';
import { BookingsToChange } from './bookings-to-change.ts';

/** Everything that happens to a booking after it exists: one row of the transition table, one guarded update each. */
@Injectable()
export class BookingChangesService {
  constructor(
    private readonly toChange: BookingsToChange,
    private readonly drafts: BookingDrafts,
    private readonly calendars: CalendarsService,
    private readonly writes: BookingWrites,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Every verb but `reschedule`. 404 without relation, 403 for the wrong party, 409 `illegal-transition` or `stale-version`, 422
   * `too-early` or `not-bookable`.
   */
  async change(
    actor: Actor,
    id: string,
    verb: Exclude<Verb, 'reschedule' | 'expire'>,
    input: ChangeBooking,
  ): Promise<BookingView> {
    const { booking, ...by } = await this.toChange.forVerb(actor, id, verb);
    return this.unitOfWork.answer(() => this.writes.change(booking, verb, { ...by, ...input, actorId: actor.id }));
  }

  /** New time for the same visit: the old interval and the new one are swapped atomically, or nothing happens. */
  async reschedule(
    actor: UserActor,
    id: string,
    { startAt, force, reason, version }: RescheduleBooking,
  ): Promise<BookingView> {
    const { booking: before, party } = await this.toChange.forMove(actor, id, version);
    const { booking: moved, changes, people } = await this.drafts.move(before, party, startAt);
    await this.calendars.prepare(moved.barberId, intervalOf(moved));
    const by = { party, actorId: actor.id, people, reason };
    return this.unitOfWork.answer(() => this.writes.move(before, changes, by, { force }));
  }

  /** Ends requests that ran out; a poll calls this. Returns how many. One that cannot be ended does not hold up the others. */
  async expireDue(limit = 100): Promise<number> {
    const failures: unknown[] = [];
    let count = 0;
    for await (const { booking, people } of this.toChange.expired(limit)) {
      count++;
      await this.unitOfWork
        .run(() => this.writes.change(booking, 'expire', { party: 'system', actorId: null, people }))
        .catch((error: unknown) => {
          if (!isConflict(error)) failures.push(error);
        });
    }
    if (failures.length) throw failures[0];
    return count;
  }
}

const isConflict = (error: unknown): boolean => (error as { status?: number }).status === 409;
