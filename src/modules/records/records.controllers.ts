import { AuditController } from './audit/audit.controller.ts';
import { ExportsController } from './exports/exports.controller.ts';
import { IntegrityController } from './integrity/integrity.controller.ts';

export const RECORDS_CONTROLLERS = [AuditController, ExportsController, IntegrityController];
