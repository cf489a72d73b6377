import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { ServiceSchema } from './service.schema.ts';
import { ServicesPersonalData } from './catalogue.personal-data.ts';
import { CatalogueRepository } from './catalogue.repository.ts';
import { CatalogueService } from './catalogue.service.ts';

@Module({
  imports: [MongooseModule.forFeature([{ name: 'Service', schema: ServiceSchema }])],
  providers: [CatalogueRepository, CatalogueService, ServicesPersonalData],
  exports: [CatalogueService],
})
export class CatalogueModule {}
