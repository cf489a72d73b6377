import { Module } from '@nestjs/common';
import { AvailabilityModule } from './availability/availability.module.ts';
import { BarbersModule } from './barbers/barbers.module.ts';
import { CalendarsModule } from './calendars/calendars.module.ts';
import { CatalogueModule } from './catalogue/catalogue.module.ts';
import { NearbyModule } from './nearby/nearby.module.ts';
import { TimeOffModule } from './time-off/time-off.module.ts';

const MODULES = [AvailabilityModule, BarbersModule, CalendarsModule, CatalogueModule, NearbyModule, TimeOffModule];

/** What can be booked: the catalogue, barbers, their hours and chairs, and how customers find them. */
@Module({ imports: MODULES, exports: MODULES })
export class ShopModule {}
