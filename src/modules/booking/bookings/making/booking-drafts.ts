import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../../common/config/config.ts';
import { createdId } from '../../../../common/idempotency/idempotency.context.ts';
import { Clock } from '../../../../common/time/clock.ts';
import { MINUTE } from '../../../../common/time/durations.ts';
import { AvailabilityService } from '../../../shop/availability/availability.service.ts';
import { BarbersService } from '../../../shop/barbers/barbers.service.ts';
import type { Barber } from '../../../shop/barbers/barber.types.ts';
import { BookingPeople } from '../booking-people.ts';
import type { Party } from '../booking-transitions.ts';
import type { Booking } from '../booking.types.ts';
import type { CreateBooking, CreateGuestBooking, People } from '../bookings.dto.ts';
import { notBookable, outsideAvailability, paymentMethodUnavailable } from '../bookings.errors.ts';
import { bookGuest, bookVisit, changesOfMove } from './new-booking.ts';

/** A booking as a request would make the booking, with the names that its views show. */
export interface Draft {
  booking: Booking;
  people: People;
}

/** Guests who walked in or phoned need no notice. */
const NO_NOTICE = 0;

/** Prepares the booking that a request would make, and throws every refusal that does not depend on the chair. Writes nothing. */
@Injectable()
export class BookingDrafts {
  constructor(
    private readonly barbers: BarbersService,
    private readonly availability: AvailabilityService,
    private readonly people: BookingPeople,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Prepares a customer's visit. */
  async visit(customerId: string, input: CreateBooking): Promise<Draft> {
    if (input.paymentMethod === 'card') throw paymentMethodUnavailable();
    const barber = await this.barbers.byId(input.barberId);
    const booking = bookVisit(barber, customerId, input, { id: createdId(), ...this.terms() });
    this.mustOffer(barber, booking);
    return { booking, people: await this.people.of(booking, barber) };
  }

  /** Prepares a guest's visit to the barber who books the guest. */
  async guest(barberUserId: string, { guest, ...input }: CreateGuestBooking): Promise<Draft> {
    const barber = await this.barbers.byUser(barberUserId);
    const booking = bookGuest(barber, input, this.people.seal(guest), { id: createdId(), ...this.terms() });
    this.mustOffer(barber, booking, NO_NOTICE);
    return { booking, people: await this.people.of(booking, barber) };
  }

  /** Prepares the changes that a new start brings to a booking. */
  async move(before: Booking, by: Party, startAt: Date): Promise<Draft & { changes: Partial<Booking> }> {
    const barber = await this.barbers.byId(before.barberId);
    const changes = changesOfMove(before, startAt, { barber, by, ...this.terms() });
    const booking = { ...before, ...changes };
    if (by === 'customer' && !barber.bookable) throw notBookable();
    this.mustOffer(barber, booking, by === 'barber' ? NO_NOTICE : undefined);
    return { booking, changes, people: await this.people.of(before, barber) };
  }

  /** Throws `outside-availability` unless the barber's hours, grid, notice and horizon offer this visit. */
  private mustOffer(barber: Barber, { scheduledAt, endAt }: Booking, notice?: number): void {
    const duration = (endAt.getTime() - scheduledAt.getTime()) / MINUTE;
    const visit = { duration, startAt: scheduledAt, ...(notice !== undefined && { notice }) };
    if (!this.availability.offers(barber, visit)) throw outsideAvailability();
  }

  private terms() {
    return { now: this.clock.now(), config: this.config };
  }
}
