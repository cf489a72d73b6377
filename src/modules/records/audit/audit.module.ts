import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { AuditPersonalData } from './audit.personal-data.ts';
import { AuditRepository } from './audit.repository.ts';
import { AuditHeadSchema, AuditSchema } from './audit.schema.ts';
import { AuditService } from './audit.service.ts';

@Module({
  imports: [
    MongooseModule.forFeature([
      { name: 'Audit', schema: AuditSchema },
      { name: 'AuditHead', schema: AuditHeadSchema },
    ]),
  ],
  providers: [AuditPersonalData, AuditRepository, AuditService],
  exports: [AuditService],
})
export class AuditModule {}
