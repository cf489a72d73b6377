import { Module } from '@nestjs/common';
import { DeliveriesModule } from './deliveries/deliveries.module.ts';
import { DevicesModule } from './devices/devices.module.ts';
import { FeedModule } from './feed/feed.module.ts';
import { NotificationsModule } from './notifications/notifications.module.ts';

/** What users are told: numbered messages for apps, the list in the app, and what leaves the platform. */
@Module({
  imports: [DeliveriesModule, DevicesModule, FeedModule, NotificationsModule],
  exports: [DeliveriesModule, DevicesModule, FeedModule, NotificationsModule],
})
export class NotifyModule {}
