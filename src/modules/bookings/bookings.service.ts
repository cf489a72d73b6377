import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { actingFor, type Actor, type UserActor } from '../../common/auth/actor.ts';
import { CONFIG, type Config } from '../../common/config/config.ts';
import { notFound } from '../../common/errors/common.errors.ts';
import { decodeCursor, encodeCursor, pagesOf } from '../../common/http/pagination.ts';
import { createdId } from '../../common/idempotency/idempotency.context.ts';
import { Clock } from '../../common/time/clock.ts';
import { BarbersService } from '../barbers/barbers.service.ts';
import type { Barber } from '../barbers/barber.types.ts';
import { BookingChair } from './booking-chair.ts';
import { BookingNews } from './booking-news.ts';
import { BookingPeople } from './booking-people.ts';
import { bookGuest, bookVisit } from './new-booking.ts';
import type { BookingView, CreateBooking, CreateGuestBooking, ListBookings } from './bookings.dto.ts';
import { paymentMethodUnavailable } from './bookings.errors.ts';
import { partyOf } from './bookings.policy.ts';
import { BookingsRepository } from './bookings.repository.ts';
import type { Booking } from './booking.types.ts';

const Position = z.tuple([z.iso.datetime(), z.string()]);
const EXPORT_PAGE = 200;

/** Creating and reading bookings; what happens to them afterwards is in `booking-changes.service.ts`. */
@Injectable()
export class BookingsService {
  constructor(
    private readonly bookings: BookingsRepository,
    private readonly barbers: BarbersService,
    private readonly chair: BookingChair,
    private readonly people: BookingPeople,
    private readonly news: BookingNews,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A customer asks for a visit; the chair is held from this moment. Refusals: see `docs/problems.md` under 409 and 422. */
  async create(actor: UserActor, input: CreateBooking): Promise<BookingView> {
    if (input.paymentMethod === 'card') throw paymentMethodUnavailable();
    const barber = await this.barbers.byId(input.barberId);
    const booking = bookVisit(barber, actor.id, input, { id: createdId(), now: this.clock.now(), config: this.config });
    this.chair.mustOffer(barber, booking);
    return this.store(booking, barber, { party: 'customer', actor, force: input.force });
  }

  /** The barber seats somebody who walked in or phoned: accepted at once, no notice needed, the same gate. */
  async createForGuest(actor: UserActor, input: CreateGuestBooking): Promise<BookingView> {
    const barber = await this.barbers.byUser(actor.id);
    const booking = bookGuest(barber, input, this.people.seal(input.guest), {
      id: createdId(),
      now: this.clock.now(),
      config: this.config,
    });
    this.chair.mustOffer(barber, booking, 0);
    return this.store(booking, barber, { party: 'barber', actor });
  }

  async get(actor: UserActor, id: string): Promise<BookingView> {
    const booking = await this.bookings.findById(id);
    const party = booking && partyOf(actor, booking);
    if (!booking || !party) throw notFound();
    return this.people.view(booking, party);
  }

  /** The bare booking, for jobs that act on the present state. */
  async find(id: string): Promise<Booking | null> {
    return this.bookings.findById(id);
  }

  /** Mine, as customer and as barber; latest visit first. */
  async list(
    actor: Actor,
    { status, from, to, limit, cursor }: ListBookings,
  ): Promise<{ items: BookingView[]; nextCursor: string | null }> {
    const [scheduledAt, id] = cursor ? decodeCursor(cursor, Position) : [];
    const after = scheduledAt && id ? { scheduledAt: new Date(scheduledAt), id } : undefined;
    const found = await this.bookings.list({ userId: actor.id, status, from, to }, limit + 1, after);
    const items = await this.people.views(found.slice(0, limit), (booking) => partyOf(actor, booking)!);
    const last = items.at(-1);
    return { items, nextCursor: found.length > limit && last ? encodeCursor([last.scheduledAt, last.id]) : null };
  }

  /**
   * All of them, on either side of the chair, each as this person sees it. By id: a visit that is moved meanwhile changes its place
   * on every list.
   */
  async *exportOf(userId: string): AsyncGenerator<object> {
    const ids = (await this.bookings.idsOf(userId)).sort();
    for (const page of pagesOf(ids, EXPORT_PAGE)) {
      const found = await this.bookings.findMany(page);
      const party = (booking: Booking) => partyOf(actingFor(userId), booking)!;
      for (const { actions: _now, ...view } of await this.people.views(found, party)) yield view;
    }
  }

  /** What a customer wrote, and where the barber came to. */
  async eraseOf(customerId: string): Promise<void> {
    await this.bookings.eraseWordsOf(customerId);
  }

  /** The chair first; then, in one transaction, the customer's other bookings are checked, the booking stored and the facts told. */
  private async store(
    booking: Booking,
    barber: Barber,
    { party, actor, force = false }: { party: 'customer' | 'barber'; actor: UserActor; force?: boolean | undefined },
  ): Promise<BookingView> {
    const people = await this.people.of(booking, barber);
    return this.chair.reserve(booking, async () => {
      if (booking.customerId)
        await this.chair.checkCustomer(booking, { force, isNewRequest: booking.status === 'requested' });
      await this.bookings.insert(booking);
      const isAccepted = booking.status === 'accepted';
      const names = isAccepted ? (['booking.created', 'booking.accepted'] as const) : (['booking.created'] as const);
      await this.news.record([...names], booking, people, actor.id);
      return this.people.toView(booking, party, people);
    });
  }
}
