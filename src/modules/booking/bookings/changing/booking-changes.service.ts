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

/** Changes existing bookings: each change is one row of the transition table and one guarded update. */
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
   * Executes every verb except `reschedule`. Throws `not-found` (404) without a relation, `forbidden` (403) for the wrong party,
   * `illegal-transition` or `stale-version` (409), `too-early` or `not-bookable` (422).
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

  /** Moves a visit to a new time. The old interval and the new interval are swapped atomically, or nothing happens. */
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

  /**
   * Expires requests whose deadline has passed, and returns their number. A poll calls this method. A request that cannot be
   * expired does not delay the other requests.
   */
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
