import { Injectable } from '@nestjs/common';
import type { UserActor } from '../../../../common/auth/actor.ts';
import { CalendarsService } from '../../../shop/calendars/calendars.service.ts';
import { BookingDrafts, type Draft } from './booking-drafts.ts';
import { asRefusal, entryOf } from '../booking-interval.ts';
import { BookingWrites } from '../writing/booking-writes.ts';
import type { BookingView, CreateBooking, CreateGuestBooking } from '../bookings.dto.ts';

/** Makes bookings. Changes of existing bookings are in `booking-changes.service.ts`. */
@Injectable()
export class NewBookingsService {
  constructor(
    private readonly drafts: BookingDrafts,
    private readonly calendars: CalendarsService,
    private readonly writes: BookingWrites,
  ) {}

  /** Makes a customer's booking; from this moment the chair is taken. `docs/problems.md` lists the refusals under 409 and 422. */
  async create(actor: UserActor, { force, ...input }: CreateBooking): Promise<BookingView> {
    const draft = await this.drafts.visit(actor.id, input);
    return this.store(draft, { party: 'customer', actorId: actor.id, force });
  }

  /** Books a guest who walked in or phoned. The booking is accepted at once and needs no notice, but passes the same gate. */
  async createForGuest(actor: UserActor, input: CreateGuestBooking): Promise<BookingView> {
    return this.store(await this.drafts.guest(actor.id, input), { party: 'barber', actorId: actor.id });
  }

  private store(
    { booking, people }: Draft,
    { force, ...by }: { party: 'customer' | 'barber'; actorId: string; force?: boolean | undefined },
  ): Promise<BookingView> {
    const write = () => this.writes.insert(booking, { ...by, people }, { force });
    return this.calendars.reserve(booking.barberId, entryOf(booking), booking.expiresAt, write).catch(asRefusal);
  }
}
