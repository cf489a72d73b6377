import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { UserActor } from '../../common/auth/actor.ts';
import { CurrentActor, Roles } from '../../common/auth/auth.decorators.ts';
import { Id } from '../../common/http/fields.ts';
import { Returns } from '../../common/http/returns.ts';
import { BookingChangesService } from './booking-changes.service.ts';
import {
  BookingPage,
  BookingView,
  ChangeBooking,
  CreateBooking,
  CreateGuestBooking,
  ListBookings,
  RescheduleBooking,
} from './bookings.dto.ts';
import { BookingsService } from './bookings.service.ts';

/** Every verb answers with the booking as it is then. */
const Changed = () => Returns(200, BookingView, [400, 401, 403, 404, 409]);

@ApiTags('bookings')
@Controller()
export class BookingsController {
  constructor(
    private readonly bookings: BookingsService,
    private readonly changes: BookingChangesService,
  ) {}

  @Roles('customer')
  @Post('bookings')
  @Returns(201, BookingView, [400, 401, 403, 404, 409, 422])
  create(@CurrentActor() actor: UserActor, @Body({ schema: CreateBooking }) body: CreateBooking) {
    return this.bookings.create(actor, body);
  }

  @Roles('barber')
  @Post('barbers/me/bookings')
  @Returns(201, BookingView, [400, 401, 403, 409, 422])
  createForGuest(@CurrentActor() actor: UserActor, @Body({ schema: CreateGuestBooking }) body: CreateGuestBooking) {
    return this.bookings.createForGuest(actor, body);
  }

  @Get('bookings')
  @Returns(200, BookingPage, [400, 401])
  list(@CurrentActor() actor: UserActor, @Query({ schema: ListBookings }) query: ListBookings) {
    return this.bookings.list(actor, query);
  }

  @Get('bookings/:id')
  @Returns(200, BookingView, [401, 404])
  get(@CurrentActor() actor: UserActor, @Param('id', { schema: Id }) id: string) {
    return this.bookings.get(actor, id);
  }

  @Post('bookings/:id/accept')
  @Changed()
  accept(
    @CurrentActor() actor: UserActor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangeBooking }) body: ChangeBooking,
  ) {
    return this.changes.change(actor, id, 'accept', body);
  }

  @Post('bookings/:id/decline')
  @Changed()
  decline(
    @CurrentActor() actor: UserActor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangeBooking }) body: ChangeBooking,
  ) {
    return this.changes.change(actor, id, 'decline', body);
  }

  @Post('bookings/:id/depart')
  @Changed()
  depart(
    @CurrentActor() actor: UserActor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangeBooking }) body: ChangeBooking,
  ) {
    return this.changes.change(actor, id, 'depart', body);
  }

  @Post('bookings/:id/start')
  @Changed()
  start(
    @CurrentActor() actor: UserActor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangeBooking }) body: ChangeBooking,
  ) {
    return this.changes.change(actor, id, 'start', body);
  }

  @Post('bookings/:id/complete')
  @Changed()
  complete(
    @CurrentActor() actor: UserActor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangeBooking }) body: ChangeBooking,
  ) {
    return this.changes.change(actor, id, 'complete', body);
  }

  @Post('bookings/:id/cancel')
  @Changed()
  cancel(
    @CurrentActor() actor: UserActor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangeBooking }) body: ChangeBooking,
  ) {
    return this.changes.change(actor, id, 'cancel', body);
  }

  @Post('bookings/:id/no-show')
  @Changed()
  noShow(
    @CurrentActor() actor: UserActor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangeBooking }) body: ChangeBooking,
  ) {
    return this.changes.change(actor, id, 'no-show', body);
  }

  @Post('bookings/:id/reschedule')
  @Returns(200, BookingView, [400, 401, 403, 404, 409, 422])
  reschedule(
    @CurrentActor() actor: UserActor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: RescheduleBooking }) body: RescheduleBooking,
  ) {
    return this.changes.reschedule(actor, id, body);
  }
}
