import { Module } from '@nestjs/common';
import { AuditModule } from './audit/audit.module.ts';
import { ExportsModule } from './exports/exports.module.ts';
import { IntegrityModule } from './integrity/integrity.module.ts';

/** What must be provable: the audit log, exports of personal data, and checks of integrity. */
@Module({
  imports: [AuditModule, ExportsModule, IntegrityModule],
  exports: [AuditModule, ExportsModule, IntegrityModule],
})
export class RecordsModule {}
