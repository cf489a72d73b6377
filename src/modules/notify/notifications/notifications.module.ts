import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { FeedModule } from '../feed/feed.module.ts';
import { NotificationSchema } from './notification.schema.ts';
import { NotificationsPersonalData } from './notifications.personal-data.ts';
import { NotificationsRepository } from './notifications.repository.ts';
import { NotificationsService } from './notifications.service.ts';

@Module({
  imports: [FeedModule, MongooseModule.forFeature([{ name: 'Notification', schema: NotificationSchema }])],
  providers: [NotificationsRepository, NotificationsService, NotificationsPersonalData],
  exports: [NotificationsService],
})
export class NotificationsModule {}
