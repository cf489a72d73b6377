import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Roles } from '../../common/auth/auth.decorators.ts';
import { Returns } from '../../common/http/returns.ts';
import { ListReports, ReportPage } from './chat.dto.ts';
import { ConversationsService } from './conversations.service.ts';

@ApiTags('admin')
@Roles('admin')
@Controller('admin/conversation-reports')
export class ChatReportsController {
  constructor(private readonly conversations: ConversationsService) {}

  @Get()
  @Returns(200, ReportPage)
  list(@Query({ schema: ListReports }) query: ListReports) {
    return this.conversations.reports(query);
  }
}
