import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Roles } from '../../../common/auth/auth.decorators.ts';
import { Returns } from '../../../common/http/returns.ts';
import { AuditPage, ListAudit } from './audit.dto.ts';
import { AuditService } from './audit.service.ts';

@ApiTags('admin')
@Roles('admin')
@Controller('admin/audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @Returns(200, AuditPage)
  list(@Query({ schema: ListAudit }) query: ListAudit) {
    return this.audit.list(query);
  }
}
