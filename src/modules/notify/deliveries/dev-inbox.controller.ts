import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Roles } from '../../../common/auth/auth.decorators.ts';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { notFound } from '../../../common/errors/common.errors.ts';
import { Returns } from '../../../common/http/returns.ts';
import { Inbox, ListInbox } from './deliveries.dto.ts';
import { DeliveriesService } from './deliveries.service.ts';

/** Shows every delivery, sent or not. Answers 404 in production, because deliveries hold codes and links. */
@ApiTags('development')
@Roles('admin')
@Controller('dev/inbox')
export class DevInboxController {
  constructor(
    private readonly deliveries: DeliveriesService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Returns(200, Inbox, [notFound])
  async list(@Query({ schema: ListInbox }) query: ListInbox) {
    if (this.config.production) throw notFound();
    return { items: await this.deliveries.inbox(query) };
  }
}
