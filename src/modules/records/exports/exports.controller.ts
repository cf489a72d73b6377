import { Controller, Get, Header, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { UserActor } from '../../../common/auth/actor.ts';
import { CurrentActor } from '../../../common/auth/auth.decorators.ts';
import { Returns } from '../../../common/http/returns.ts';
import { ExportView } from './exports.dto.ts';
import { ExportsService } from './exports.service.ts';

@ApiTags('me')
@Controller('me/export')
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  /**
   * Asks for everything known about the user, as one ZIP of JSON files. When the export is ready, the user gets a link by email
   * or SMS.
   */
  @Post()
  @Returns(202, ExportView)
  ask(@CurrentActor() actor: UserActor) {
    return this.exports.ask(actor);
  }

  @Get()
  @Header('Cache-Control', 'no-store')
  @Returns(200, ExportView)
  view(@CurrentActor() actor: UserActor) {
    return this.exports.view(actor);
  }
}
