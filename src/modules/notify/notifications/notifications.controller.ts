import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { UserActor } from '../../../common/auth/actor.ts';
import { CurrentActor } from '../../../common/auth/auth.decorators.ts';
import { notFound } from '../../../common/errors/common.errors.ts';
import { Id } from '../../../common/shapes/fields.ts';
import { Returns } from '../../../common/http/returns.ts';
import { ListNotifications, NotificationPage, NotificationView } from './notifications.dto.ts';
import { NotificationsService } from './notifications.service.ts';

@ApiTags('notifications')
@Controller('notifications')
export class NotificationsController {
  constructor(private readonly notifications: NotificationsService) {}

  @Get()
  @Returns(200, NotificationPage)
  list(@CurrentActor() actor: UserActor, @Query({ schema: ListNotifications }) query: ListNotifications) {
    return this.notifications.list(actor.id, query);
  }

  @Post(':id/read')
  @Returns(200, NotificationView, [notFound])
  markRead(@CurrentActor() actor: UserActor, @Param('id', { schema: Id }) id: string) {
    return this.notifications.markRead(actor.id, id);
  }
}
