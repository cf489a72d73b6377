import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BarbersModule } from '../barbers/barbers.module.ts';
import { CalendarsModule } from '../calendars/calendars.module.ts';
import { TimeOffPersonalData } from './time-off.personal-data.ts';
import { TimeOffRepository } from './time-off.repository.ts';
import { TimeOffSchema } from './time-off.schema.ts';
import { TimeOffService } from './time-off.service.ts';

@Module({
  imports: [MongooseModule.forFeature([{ name: 'TimeOff', schema: TimeOffSchema }]), BarbersModule, CalendarsModule],
  providers: [TimeOffRepository, TimeOffService, TimeOffPersonalData],
  exports: [TimeOffService],
})
export class TimeOffModule {}
