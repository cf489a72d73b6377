import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AuditModule } from '../audit/audit.module.ts';
import { AuthModule } from '../auth/auth.module.ts';
import { BarbersModule } from '../barbers/barbers.module.ts';
import { BookingsModule } from '../bookings/bookings.module.ts';
import { ChatModule } from '../chat/chat.module.ts';
import { DeliveriesModule } from '../deliveries/deliveries.module.ts';
import { DevicesModule } from '../devices/devices.module.ts';
import { IdentitiesModule } from '../identities/identities.module.ts';
import { NotificationsModule } from '../notifications/notifications.module.ts';
import { TimeOffModule } from '../time-off/time-off.module.ts';
import { UploadsModule } from '../uploads/uploads.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { VerificationModule } from '../verification/verification.module.ts';
import { ExportArchives } from './export-archives.ts';
import { ExportHandover } from './export-handover.ts';
import { ExportJobsService } from './export-jobs.service.ts';
import { ExportMaker } from './export-maker.ts';
import { ExportSchema } from './export.schema.ts';
import { ExportSubjects } from './export-subjects.ts';
import { ExportsPersonalData } from './exports.personal-data.ts';
import { ExportsRepository } from './exports.repository.ts';
import { ExportsService } from './exports.service.ts';

@Module({
  imports: [
    MongooseModule.forFeature([{ name: 'Export', schema: ExportSchema }]),
    ...[AuditModule, AuthModule, BarbersModule, BookingsModule, ChatModule, DeliveriesModule, DevicesModule],
    ...[IdentitiesModule, NotificationsModule, TimeOffModule, UploadsModule, UsersModule, VerificationModule],
  ],
  providers: [
    ExportsRepository,
    ExportSubjects,
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
