import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AvailabilityModule } from '../../shop/availability/availability.module.ts';
import { BarbersModule } from '../../shop/barbers/barbers.module.ts';
import { CalendarsModule } from '../../shop/calendars/calendars.module.ts';
import { FeedModule } from '../../notify/feed/feed.module.ts';
import { UsersModule } from '../../accounts/users/users.module.ts';
import { AgendaSchema, BookingSchema } from './booking.schema.ts';
import { BookingChangesService } from './changing/booking-changes.service.ts';
import { BookingDrafts } from './making/booking-drafts.ts';
import { BookingNews } from './writing/booking-news.ts';
import { BookingPairsService } from './booking-pairs.service.ts';
import { BookingPeople } from './booking-people.ts';
import { BookingStoreRepository } from './writing/booking-store.repository.ts';
import { BookingWrites } from './writing/booking-writes.ts';
import { BookingsToChange } from './changing/bookings-to-change.ts';
import { BookingsPersonalData } from './bookings.personal-data.ts';
import { BookingsRepository } from './bookings.repository.ts';
import { BookingsService } from './bookings.service.ts';
import { CustomerAgenda } from './making/customer-agenda.ts';
import { NewBookingsService } from './making/new-bookings.service.ts';

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
