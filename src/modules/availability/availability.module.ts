import { Module } from '@nestjs/common';
import { BarbersModule } from '../barbers/barbers.module.ts';
import { CalendarsModule } from '../calendars/calendars.module.ts';
import { AvailabilityService } from './availability.service.ts';

@Module({
  imports: [BarbersModule, CalendarsModule],
  providers: [AvailabilityService],
  exports: [AvailabilityService],
})
export class AvailabilityModule {}
