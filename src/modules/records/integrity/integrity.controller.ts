import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Roles } from '../../../common/auth/auth.decorators.ts';
import { Returns } from '../../../common/http/returns.ts';
import { IntegrityView } from './integrity.dto.ts';
import { IntegrityService } from './integrity.service.ts';

@ApiTags('admin')
@Roles('admin')
@Controller('admin/integrity')
export class IntegrityController {
  constructor(private readonly integrity: IntegrityService) {}

  @Get()
  @Returns(200, IntegrityView)
  report() {
    return this.integrity.report();
  }
}
