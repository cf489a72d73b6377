import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AvailabilityModule } from '../availability/availability.module.ts';
import { BarbersModule } from '../barbers/barbers.module.ts';
import { CalendarsModule } from '../calendars/calendars.module.ts';
import { FeedModule } from '../feed/feed.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { AgendaSchema, BookingSchema } from './booking.schema.ts';
import { BookingChangesService } from './booking-changes.service.ts';
import { BookingDrafts } from './booking-drafts.ts';
import { BookingNews } from './booking-news.ts';
import { BookingPairsService } from './booking-pairs.service.ts';
import { BookingPeople } from './booking-people.ts';
import { BookingStoreRepository } from './booking-store.repository.ts';
import { BookingWrites } from './booking-writes.ts';
import { BookingsToChange } from './bookings-to-change.ts';
import { BookingsPersonalData } from './bookings.personal-data.ts';
import { BookingsRepository } from './bookings.repository.ts';
import { BookingsService } from './bookings.service.ts';
import { CustomerAgenda } from './customer-agenda.ts';
import { NewBookingsService } from './new-bookings.service.ts';

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
    BookingStoreRepository,
    BookingWrites,
    BookingNews,
    BookingPeople,
    BookingDrafts,
    BookingsToChange,
    CustomerAgenda,
    BookingsService,
    NewBookingsService,
    BookingChangesService,
    BookingPairsService,
    BookingsPersonalData,
  ],
  exports: [BookingsService, NewBookingsService, BookingChangesService, BookingPairsService],
})
export class BookingsModule {}
