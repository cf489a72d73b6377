import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { ServiceSchema } from './service.schema.ts';
import { ServicesPersonalData } from './services.personal-data.ts';
import { ServicesRepository } from './services.repository.ts';
import { ServicesService } from './services.service.ts';

@Module({
  imports: [MongooseModule.forFeature([{ name: 'Service', schema: ServiceSchema }])],
  providers: [ServicesRepository, ServicesService, ServicesPersonalData],
  exports: [ServicesService],
})
export class ServicesModule {}
