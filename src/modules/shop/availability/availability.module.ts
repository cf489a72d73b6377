import { Module } from '@nestjs/common';
import { BarbersModule } from '../barbers/barbers.module.ts';
import { CalendarsModule } from '../calendars/calendars.module.ts';
import { AvailabilityService } from './availability.service.ts';
import { FirstSlotsService } from './first-slots.service.ts';

@Module({
  imports: [BarbersModule, CalendarsModule],
  providers: [AvailabilityService, FirstSlotsService],
  exports: [AvailabilityService, FirstSlotsService],
})
export class AvailabilityModule {}
