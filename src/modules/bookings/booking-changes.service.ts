import { Inject, Injectable } from '@nestjs/common';
import type { Actor, UserActor } from '../../common/auth/actor.ts';
import { CONFIG, type Config } from '../../common/config/config.ts';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import { forbidden, notFound } from '../../common/errors/common.errors.ts';
import { Clock } from '../../common/time/clock.ts';
import { BarbersService } from '../barbers/barbers.service.ts';
import { BookingChair } from './booking-chair.ts';
import { BookingNews } from './booking-news.ts';
import { BookingPeople } from './booking-people.ts';
import { rescheduledStatus, transitionOf, type Party, type Verb } from './booking-transitions.ts';
import type { BookingView, ChangeBooking, People, RescheduleBooking } from './bookings.dto.ts';
import { illegalTransition, notBookable, staleVersion, tooEarly } from './bookings.errors.ts';
import { earliestFor, mayDo, partyOf } from './bookings.policy.ts';
import { BookingsRepository } from './bookings.repository.ts';
import type { Booking } from './booking.types.ts';
import { claimedInterval, requestDeadline } from './new-booking.ts';

/** Everything that happens to a booking after it exists: one row of the transition table, one guarded update each. */
@Injectable()
export class BookingChangesService {
  constructor(
    private readonly bookings: BookingsRepository,
    private readonly barbers: BarbersService,
    private readonly chair: BookingChair,
    private readonly people: BookingPeople,
    private readonly unitOfWork: UnitOfWork,
    private readonly news: BookingNews,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Every verb but `reschedule`. 404 without relation, 403 for the wrong party, 409 `illegal-transition` or `stale-version`. */
  async change(
    actor: Actor,
    id: string,
    verb: Exclude<Verb, 'reschedule' | 'expire'>,
    input: ChangeBooking,
  ): Promise<BookingView> {
    const { booking, party } = await this.find(actor, id, verb);
    this.mustNotBeEarly(booking, verb);
    const people = await this.people.of(booking);
    if (transitionOf(verb).approvedOnly && !people.approved) throw notBookable();
    return this.unitOfWork.answer(async () => {
      const changed = await this.apply(booking, verb, party, { ...input, actorId: actor.id, people });
      return this.people.toView(changed, party, people);
    });
  }

  /** New time for the same visit: the old interval and the new one are swapped atomically, or nothing happens. */
  async reschedule(
    actor: UserActor,
    id: string,
    { startAt, force, ...input }: RescheduleBooking,
  ): Promise<BookingView> {
    const { booking, party } = await this.find(actor, id, 'reschedule');
    const barber = await this.barbers.byId(booking.barberId);
    const now = this.clock.now();
    const minutes = (booking.endAt.getTime() - booking.scheduledAt.getTime()) / 60_000;
    const status = rescheduledStatus(booking.status, party, barber.requestMode);
    const changes = {
      status,
      scheduledAt: startAt,
      endAt: new Date(startAt.getTime() + minutes * 60_000),
      ...claimedInterval(startAt, minutes, barber.buffers),
      timezone: barber.timezone,
      expiresAt: status === 'requested' ? requestDeadline(startAt, { now, config: this.config }) : null,
      departedAt: null,
    };
    const moved = { ...booking, ...changes };
    this.mustBeOpen(booking, 'reschedule', input.version);
    if (party === 'customer' && !barber.bookable) throw notBookable();
    this.chair.mustOffer(barber, moved, party === 'barber' ? 0 : undefined);
    await this.chair.prepareMove(moved);
    const people = await this.people.of(booking, barber);
    return this.unitOfWork.answer(async () => {
      // The interval being left is the one that was read, so the update holds on to that version.
      const seen = { ...input, version: booking.version, actorId: actor.id, people };
      const after = await this.apply(booking, 'reschedule', party, seen, changes);
      await this.chair.move(booking, after);
      if (party === 'customer') await this.chair.checkCustomer(after, { force: force ?? false, isNewRequest: false });
      return this.people.toView(after, party, people);
    });
  }

  /** Ends requests that ran out; a poll calls this. Returns how many. One that cannot be ended does not hold up the others. */
  async expireDue(limit = 100): Promise<number> {
    const due = await this.bookings.findExpired(this.clock.now(), limit);
    const failures: unknown[] = [];
    for (const booking of due) {
      const people = await this.people.of(booking);
      await this.unitOfWork
        .run(() => this.apply(booking, 'expire', 'system', { actorId: null, people }))
        .catch((error: unknown) => {
          if (!isConflict(error)) failures.push(error);
        });
    }
    if (failures.length) throw failures[0];
    return due.length;
  }

  /** The guarded update, the chair and the fact, inside a unit of work. */
  private async apply(
    booking: Booking,
    verb: Verb,
    party: Party,
    { version, reason, actorId, people }: ChangeBooking & { actorId: string | null; people: People },
    changes: Partial<Booking> = {},
  ): Promise<Booking> {
    const { from, to, event, chair, beforeExpiry, homeVisitOnce } = transitionOf(verb);
    if (homeVisitOnce && !booking.location) throw illegalTransition('Only visits at the customer’s place.');
    const now = this.clock.now();
    const guard = {
      from,
      version,
      notExpiredAt: beforeExpiry && now,
      expiredAt: verb === 'expire' ? now : undefined,
      notDeparted: homeVisitOnce,
    };
    const status = to === 'same' ? (changes.status ?? booking.status) : to;
    const entry = { at: now, verb, by: party, to: status, ...(reason && { reason }) };
    const settled = chair === 'firm' || chair === 'release' ? { expiresAt: null } : {};
    const departed = verb === 'depart' ? { departedAt: now } : {};
    const after = await this.bookings.transition(
      booking.id,
      guard,
      { status, ...settled, ...departed, ...changes },
      entry,
    );
    if (!after) throw await this.refusal(booking.id, version);
    if (chair === 'firm') await this.chair.keep(after);
    if (chair === 'release') await this.chair.release(after);
    await this.news.record(event, after, people, actorId);
    return after;
  }

  private async find(actor: Actor, id: string, verb: Verb): Promise<{ booking: Booking; party: Party }> {
    const booking = await this.bookings.findById(id);
    const party = booking && partyOf(actor, booking);
    if (!booking || !party) throw notFound();
    if (!mayDo(party, verb)) throw forbidden();
    return { booking, party };
  }

  private async refusal(id: string, version: number | undefined): Promise<Error> {
    const now = await this.bookings.findById(id);
    return version !== undefined && now && now.version !== version ? staleVersion() : illegalTransition();
  }

  /** Early answer for what the guarded update would refuse anyway. */
  private mustBeOpen(booking: Booking, verb: Verb, version: number | undefined): void {
    const { from } = transitionOf(verb);
    if (version !== undefined && version !== booking.version) throw staleVersion();
    const ranOut = booking.expiresAt !== null && booking.expiresAt <= this.clock.now();
    if (!from.includes(booking.status) || ranOut) throw illegalTransition();
  }

  /** `too-early` for what the guarded update would allow. */
  private mustNotBeEarly(booking: Booking, verb: Verb): void {
    const earliest = earliestFor(verb, booking, this.config);
    if (earliest && transitionOf(verb).from.includes(booking.status) && this.clock.now() < earliest) throw tooEarly();
  }
}

const isConflict = (error: unknown): boolean => (error as { status?: number }).status === 409;
