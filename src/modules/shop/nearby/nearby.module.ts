import { Module } from '@nestjs/common';
import { AvailabilityModule } from '../availability/availability.module.ts';
import { BarbersModule } from '../barbers/barbers.module.ts';
import { CatalogueModule } from '../catalogue/catalogue.module.ts';
import { NearbyCursor } from './nearby-cursor.ts';
import { NearbyPages } from './nearby-pages.ts';
import { NearbyService } from './nearby.service.ts';

@Module({
  imports: [AvailabilityModule, BarbersModule, CatalogueModule],
  providers: [NearbyService, NearbyPages, NearbyCursor],
  exports: [NearbyService],
})
export class NearbyModule {}
