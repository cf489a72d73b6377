import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../../common/auth/actor.ts';
import { notFound } from '../../../common/errors/common.errors.ts';
import { decodeCursor, toPage, type Page } from '../../../common/shapes/pagination.ts';
import { BookingPeople } from './booking-people.ts';
import type { Booking } from './booking.types.ts';
import type { BookingView, ListBookings } from './bookings.dto.ts';
import { partyOf, sideOf } from './bookings.policy.ts';
import { BookingsRepository } from './bookings.repository.ts';

const Position = z.tuple([z.iso.datetime(), z.string()]);

/** Reads bookings. New bookings are made in `new-bookings.service.ts`; changes are in `booking-changes.service.ts`. */
@Injectable()
export class BookingsService {
  constructor(
    private readonly bookings: BookingsRepository,
    private readonly people: BookingPeople,
  ) {}

  async get(actor: Actor, id: string): Promise<BookingView> {
    const booking = await this.bookings.findById(id);
    const party = booking && partyOf(actor, booking);
    if (!booking || !party) throw notFound();
    return this.people.view(booking, party);
  }

  /** Returns the booking itself, for jobs that act on the present state. */
  async find(id: string): Promise<Booking | null> {
    return this.bookings.findById(id);
  }

  /** Returns a page of the user's own bookings, as customer and as barber, latest visit first. */
  async list(userId: string, { status, from, to, limit, cursor }: ListBookings): Promise<Page<BookingView>> {
    const [scheduledAt, id] = cursor ? decodeCursor(cursor, Position) : [];
    const after = scheduledAt && id ? { scheduledAt: new Date(scheduledAt), id } : undefined;
    const found = await this.bookings.list({ userId, status, from, to }, limit + 1, after);
    const page = toPage(found, limit, (last) => [last.scheduledAt, last.id]);
    return { ...page, items: await this.people.views(page.items, (booking) => sideOf(userId, booking)!) };
  }
}
