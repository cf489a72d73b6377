import { Injectable } from '@nestjs/common';
import { InUnitOfWork } from '../../../../common/database/unit-of-work.ts';
import { Clock } from '../../../../common/time/clock.ts';
import { CalendarsService } from '../../../shop/calendars/calendars.service.ts';
import { asRefusal, entryOf, intervalOf } from '../booking-interval.ts';
import { BookingNews, type ActingParty } from './booking-news.ts';
import { BookingStoreRepository } from './booking-store.repository.ts';
import { transitionOf, type Verb } from '../booking-transitions.ts';
import type { Booking } from '../booking.types.ts';
import type { BookingView, ChangeBooking } from '../bookings.dto.ts';
import { illegalTransition, staleVersion } from '../bookings.errors.ts';
import { CustomerAgenda } from '../making/customer-agenda.ts';

/** The acting party, the reason, and the version that the party saw. */
export type Change = ActingParty & ChangeBooking;

/**
 * The only way to write a booking. Everything that belongs to the write happens in the same unit of work: the chair, the check of
 * the customer's other visits, the domain events, and the views for both parties. Returns the view of the acting party.
 */
@Injectable()
export class BookingWrites {
  constructor(
    private readonly store: BookingStoreRepository,
    private readonly calendars: CalendarsService,
    private readonly agenda: CustomerAgenda,
    private readonly news: BookingNews,
    private readonly clock: Clock,
  ) {}

  /**
   * Inserts a new booking, whose chair is already firm or kept until the request's deadline. Throws `customer-busy`,
   * `too-many-open-requests`.
   */
  @InUnitOfWork()
  async insert(booking: Booking, by: ActingParty, { force }: { force?: boolean | undefined }): Promise<BookingView> {
    const isNewRequest = booking.status === 'requested';
    if (isOfCustomer(booking)) await this.agenda.check(booking, { force, isNewRequest });
    await this.store.insert(booking);
    return this.news.tell(isNewRequest ? ['booking.created'] : ['booking.created', 'booking.accepted'], booking, by);
  }

  /** Executes one row of the transition table. Throws `illegal-transition`, `stale-version`. */
  @InUnitOfWork()
  async change(booking: Booking, verb: Exclude<Verb, 'reschedule'>, by: Change): Promise<BookingView> {
    const { event, chair } = transitionOf(verb);
    const after = await this.transition(booking, verb, by, chair ? { expiresAt: null } : {});
    if (chair === 'firm' && !(await this.calendars.keep(after.barberId, entryOf(after))))
      throw illegalTransition('The request has expired.');
    if (chair === 'release') await this.calendars.release(after.barberId, intervalOf(after), after.id);
    return this.news.tell(event, after, by);
  }

  /**
   * Moves a booking to a new time. The calendar documents of the new days must exist (`calendars.prepare`). Throws
   * `illegal-transition`, `stale-version`, `slot-taken`, `outside-availability`, and for customers `customer-busy`.
   */
  @InUnitOfWork()
  async move(
    booking: Booking,
    changes: Partial<Booking>,
    by: Change,
    { force }: { force?: boolean | undefined },
  ): Promise<BookingView> {
    // The interval to leave belongs to the version that was read, so the update requires that version.
    const after = await this.transition(booking, 'reschedule', { ...by, version: booking.version }, changes);
    const entry = { ...entryOf(after), until: after.expiresAt };
    await this.calendars.move(booking.barberId, intervalOf(booking), entry).catch(asRefusal);
    if (by.party === 'customer' && isOfCustomer(after)) await this.agenda.check(after, { force, isNewRequest: false });
    return this.news.tell(transitionOf('reschedule').event, after, by);
  }

  private async transition(
    { id, status: before, location }: Booking,
    verb: Verb,
    { party, reason, version }: Change,
    changes: Partial<Booking>,
  ): Promise<Booking> {
    const { from, to, beforeExpiry, homeVisitOnce } = transitionOf(verb);
    if (homeVisitOnce && !location)
      throw illegalTransition('This action is only possible for visits at the customer’s place.');
    const now = this.clock.now();
    const guard = {
      from,
      version,
      notExpiredAt: beforeExpiry && now,
      expiredAt: verb === 'expire' ? now : undefined,
      notDeparted: homeVisitOnce,
    };
    const status = to === 'same' ? (changes.status ?? before) : to;
    const entry = { at: now, verb, by: party, to: status, ...(reason && { reason }) };
    const departed = verb === 'depart' && { departedAt: now };
    const after = await this.store.transition(id, guard, { ...changes, ...departed, status }, entry);
    if (!after) throw await this.refusal(id, version);
    return after;
  }

  private async refusal(id: string, version: number | undefined): Promise<Error> {
    const present = version === undefined ? undefined : await this.store.versionOf(id);
    return present !== undefined && present !== version ? staleVersion() : illegalTransition();
  }
}

const isOfCustomer = (booking: Booking): booking is Booking & { customerId: string } => booking.customerId !== null;
