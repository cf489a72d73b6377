import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { ServiceSchema } from './service.schema.ts';
import { ServicesPersonalData } from './catalogue.personal-data.ts';
import { ServicesRepository } from './catalogue.repository.ts';
import { ServicesService } from './catalogue.service.ts';

@Module({
  imports: [MongooseModule.forFeature([{ name: 'Service', schema: ServiceSchema }])],
  providers: [ServicesRepository, ServicesService, ServicesPersonalData],
  exports: [ServicesService],
})
export class ServicesModule {}
