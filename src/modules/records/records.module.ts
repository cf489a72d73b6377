import { Module } from '@nestjs/common';
import { AuditModule } from './audit/audit.module.ts';
import { ExportsModule } from './exports/exports.module.ts';
import { IntegrityModule } from './integrity/integrity.module.ts';

const MODULES = [AuditModule, ExportsModule, IntegrityModule];

/** What must be provable: the audit log, exports of personal data, and checks of integrity. */
@Module({ imports: MODULES, exports: MODULES })
export class RecordsModule {}
