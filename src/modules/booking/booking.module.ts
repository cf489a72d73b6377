import { Module } from '@nestjs/common';
import { BookingsModule } from './bookings/bookings.module.ts';

/** Visits from the request to the end. Location is loaded by role realtime only, because only sockets carry positions. */
@Module({ imports: [BookingsModule], exports: [BookingsModule] })
export class BookingModule {}
