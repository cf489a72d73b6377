import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AvailabilityModule } from '../availability/availability.module.ts';
import { BarbersModule } from '../barbers/barbers.module.ts';
import { CalendarsModule } from '../calendars/calendars.module.ts';
import { FeedModule } from '../feed/feed.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { AgendaSchema, BookingSchema } from './booking.schema.ts';
import { BookingChair } from './booking-chair.ts';
import { BookingChangesService } from './booking-changes.service.ts';
import { BookingNews } from './booking-news.ts';
import { BookingPairsService } from './booking-pairs.service.ts';
import { BookingPeople } from './booking-people.ts';
import { BookingsRepository } from './bookings.repository.ts';
import { BookingsService } from './bookings.service.ts';

@Module({
  imports: [
    MongooseModule.forFeature([
      { name: 'Booking', schema: BookingSchema },
      { name: 'Agenda', schema: AgendaSchema },
    ]),
    AvailabilityModule,
    BarbersModule,
    CalendarsModule,
    FeedModule,
    UsersModule,
  ],
  providers: [
    BookingsRepository,
    BookingChair,
    BookingNews,
    BookingPeople,
    BookingsService,
    BookingChangesService,
    BookingPairsService,
  ],
  exports: [BookingsService, BookingChangesService, BookingPairsService],
})
export class BookingsModule {}
