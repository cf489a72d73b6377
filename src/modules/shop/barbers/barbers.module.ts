import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { CatalogueModule } from '../catalogue/catalogue.module.ts';
import { BarberSchema } from './barber.schema.ts';
import { BarberWrites } from './barber-writes.ts';
import { BarbersPersonalData } from './barbers.personal-data.ts';
import { BarbersSearchRepository } from './search/barbers-search.repository.ts';
import { BarbersSearchService } from './search/barbers-search.service.ts';
import { BarbersRepository } from './barbers.repository.ts';
import { BarbersService } from './barbers.service.ts';
import { ListingsRepository } from './listings/listings.repository.ts';
import { ListingsService } from './listings/listings.service.ts';
import { MyBarberService } from './my-barber.service.ts';
import { ScheduleNews } from './schedule-news.ts';

@Module({
  imports: [MongooseModule.forFeature([{ name: 'Barber', schema: BarberSchema }]), CatalogueModule],
  providers: [
    BarbersRepository,
    BarbersPersonalData,
    BarberWrites,
    BarbersService,
    MyBarberService,
    BarbersSearchRepository,
    BarbersSearchService,
    ListingsRepository,
    ListingsService,
    ScheduleNews,
  ],
  exports: [BarbersService, MyBarberService, BarbersSearchService, ListingsService],
})
export class BarbersModule {}
