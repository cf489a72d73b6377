import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { BarbersModule } from '../barbers/barbers.module.ts';
import { CalendarsModule } from '../calendars/calendars.module.ts';
import { TimeOffRepository } from './time-off.repository.ts';
import { TimeOffSchema } from './time-off.schema.ts';
import { TimeOffService } from './time-off.service.ts';

@Module({
  imports: [MongooseModule.forFeature([{ name: 'TimeOff', schema: TimeOffSchema }]), BarbersModule, CalendarsModule],
  providers: [TimeOffRepository, TimeOffService],
  exports: [TimeOffService],
})
export class TimeOffModule {}
