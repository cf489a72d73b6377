import { Module } from '@nestjs/common';
import { DeliveriesModule } from './deliveries/deliveries.module.ts';
import { DevicesModule } from './devices/devices.module.ts';
import { FeedModule } from './feed/feed.module.ts';
import { NotificationsModule } from './notifications/notifications.module.ts';

const MODULES = [DeliveriesModule, DevicesModule, FeedModule, NotificationsModule];

/** What users are told: numbered messages for apps, the list in the app, and what leaves the platform. */
@Module({ imports: MODULES, exports: MODULES })
export class NotifyModule {}
