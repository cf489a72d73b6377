import { Module } from '@nestjs/common';
import { AvailabilityModule } from './availability/availability.module.ts';
import { BarbersModule } from './barbers/barbers.module.ts';
import { CalendarsModule } from './calendars/calendars.module.ts';
import { CatalogueModule } from './catalogue/catalogue.module.ts';
import { NearbyModule } from './nearby/nearby.module.ts';
import { TimeOffModule } from './time-off/time-off.module.ts';

/** What can be booked: the catalogue, barbers, their hours and chairs, and how customers find them. */
@Module({
  imports: [AvailabilityModule, BarbersModule, CalendarsModule, CatalogueModule, NearbyModule, TimeOffModule],
  exports: [AvailabilityModule, BarbersModule, CalendarsModule, CatalogueModule, NearbyModule, TimeOffModule],
})
export class ShopModule {}
