import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BarbersModule } from '../barbers/barbers.module.ts';
import { CalendarSchema } from './calendar.schema.ts';
import { CalendarsPersonalData } from './calendars.personal-data.ts';
import { CalendarsRepository } from './calendars.repository.ts';
import { CalendarsService } from './calendars.service.ts';
import { Claims } from './claims.ts';

@Module({
  imports: [MongooseModule.forFeature([{ name: 'Calendar', schema: CalendarSchema }]), BarbersModule],
  providers: [CalendarsRepository, Claims, CalendarsService, CalendarsPersonalData],
  exports: [CalendarsService],
})
export class CalendarsModule {}
