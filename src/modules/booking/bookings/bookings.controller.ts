import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { UserActor } from '../../../common/auth/actor.ts';
import { CurrentActor, Roles } from '../../../common/auth/auth.decorators.ts';
import { forbidden, notFound } from '../../../common/errors/common.errors.ts';
import type { ProblemFactory } from '../../../common/errors/problem.ts';
import { Id } from '../../../common/shapes/fields.ts';
import { Returns } from '../../../common/http/returns.ts';
import { serviceNotOffered } from '../../shop/availability/availability.errors.ts';
import { BookingChangesService } from './changing/booking-changes.service.ts';
import { transitionOf, type Party, type Verb } from './booking-transitions.ts';
import {
  BookingPage,
  BookingView,
  ChangeBooking,
  CreateBooking,
  CreateGuestBooking,
  ListBookings,
  RescheduleBooking,
} from './bookings.dto.ts';
import {
  customerBusy,
  illegalTransition,
  locationNotServed,
  locationRequired,
  notBookable,
  outsideAvailability,
  outsideServiceRadius,
  paymentMethodUnavailable,
  slotTaken,
  staleVersion,
  tooEarly,
  tooManyOpenRequests,
} from './bookings.errors.ts';
import { BookingsService } from './bookings.service.ts';
import { NewBookingsService } from './making/new-bookings.service.ts';

const PARTIES: readonly Party[] = ['customer', 'barber', 'admin'];

/**
 * Declares the responses of a verb. Every verb returns the changed booking; the possible problems follow from the verb's row in
 * the table.
 */
function Changed(verb: Verb, ...more: ProblemFactory[]): MethodDecorator {
  const { by, approvedOnly, notBefore } = transitionOf(verb);
  return Returns(200, BookingView, [
    ...(PARTIES.every((party) => by.includes(party)) ? [] : [forbidden]),
    ...[notFound, illegalTransition, staleVersion],
    ...(approvedOnly ? [notBookable] : []),
    ...(notBefore ? [tooEarly] : []),
    ...more,
  ]);
}

@ApiTags('bookings')
@Controller()
export class BookingsController {
  constructor(
    private readonly bookings: BookingsService,
    private readonly newBookings: NewBookingsService,
    private readonly changes: BookingChangesService,
  ) {}

  @Roles('customer')
  @Post('bookings')
  @Returns(201, BookingView, [
    ...[notFound, slotTaken, customerBusy, notBookable, serviceNotOffered, outsideAvailability, tooManyOpenRequests],
    ...[locationRequired, locationNotServed, outsideServiceRadius, paymentMethodUnavailable],
  ])
  create(@CurrentActor() actor: UserActor, @Body({ schema: CreateBooking }) body: CreateBooking) {
    return this.newBookings.create(actor, body);
  }

  @Roles('barber')
  @Post('barbers/me/bookings')
  @Returns(201, BookingView, [slotTaken, notBookable, serviceNotOffered, outsideAvailability])
  createForGuest(@CurrentActor() actor: UserActor, @Body({ schema: CreateGuestBooking }) body: CreateGuestBooking) {
    return this.newBookings.createForGuest(actor, body);
  }

  @Get('bookings')
  @Returns(200, BookingPage)
  list(@CurrentActor() actor: UserActor, @Query({ schema: ListBookings }) query: ListBookings) {
    return this.bookings.list(actor.id, query);
  }

  @Get('bookings/:id')
  @Returns(200, BookingView, [notFound])
  get(@CurrentActor() actor: UserActor, @Param('id', { schema: Id }) id: string) {
    return this.bookings.get(actor, id);
  }

  @Post('bookings/:id/accept')
  @Changed('accept')
  accept(
    @CurrentActor() actor: UserActor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangeBooking }) body: ChangeBooking,
  ) {
    return this.changes.change(actor, id, 'accept', body);
  }

  @Post('bookings/:id/decline')
  @Changed('decline')
  decline(
    @CurrentActor() actor: UserActor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangeBooking }) body: ChangeBooking,
  ) {
    return this.changes.change(actor, id, 'decline', body);
  }

  @Post('bookings/:id/depart')
  @Changed('depart')
  depart(
    @CurrentActor() actor: UserActor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangeBooking }) body: ChangeBooking,
  ) {
    return this.changes.change(actor, id, 'depart', body);
  }

  @Post('bookings/:id/start')
  @Changed('start')
  start(
    @CurrentActor() actor: UserActor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangeBooking }) body: ChangeBooking,
  ) {
    return this.changes.change(actor, id, 'start', body);
  }

  @Post('bookings/:id/complete')
  @Changed('complete')
  complete(
    @CurrentActor() actor: UserActor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangeBooking }) body: ChangeBooking,
  ) {
    return this.changes.change(actor, id, 'complete', body);
  }

  @Post('bookings/:id/cancel')
  @Changed('cancel')
  cancel(
    @CurrentActor() actor: UserActor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangeBooking }) body: ChangeBooking,
  ) {
    return this.changes.change(actor, id, 'cancel', body);
  }

  @Post('bookings/:id/no-show')
  @Changed('no-show')
  noShow(
    @CurrentActor() actor: UserActor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangeBooking }) body: ChangeBooking,
  ) {
    return this.changes.change(actor, id, 'no-show', body);
  }

  @Post('bookings/:id/reschedule')
  @Changed('reschedule', slotTaken, customerBusy, outsideAvailability, notBookable)
  reschedule(
    @CurrentActor() actor: UserActor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: RescheduleBooking }) body: RescheduleBooking,
  ) {
    return this.changes.reschedule(actor, id, body);
  }
}
