import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { DeliveriesModule } from '../../notify/deliveries/deliveries.module.ts';
import { UploadsModule } from '../../files/uploads/uploads.module.ts';
import { UsersModule } from '../../accounts/users/users.module.ts';
import { ExportArchives } from './export-archives.ts';
import { ExportHandover } from './export-handover.ts';
import { ExportJobsService } from './export-jobs.service.ts';
import { ExportMaker } from './export-maker.ts';
import { ExportSchema } from './export.schema.ts';
import { ExportsPersonalData } from './exports.personal-data.ts';
import { ExportsRepository } from './exports.repository.ts';
import { ExportsService } from './exports.service.ts';

@Module({
  imports: [
    MongooseModule.forFeature([{ name: 'Export', schema: ExportSchema }]),
    DeliveriesModule,
    UploadsModule,
    UsersModule,
  ],
  providers: [
    ExportsRepository,
    ExportArchives,
    ExportHandover,
    ExportMaker,
    ExportsService,
    ExportJobsService,
    ExportsPersonalData,
  ],
  exports: [ExportsService, ExportJobsService],
})
export class ExportsModule {}
