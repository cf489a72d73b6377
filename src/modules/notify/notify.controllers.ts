import { DevInboxController } from './deliveries/dev-inbox.controller.ts';
import { DevicesController } from './devices/devices.controller.ts';
import { FeedController } from './feed/feed.controller.ts';
import { NotificationsController } from './notifications/notifications.controller.ts';

export const NOTIFY_CONTROLLERS = [DevInboxController, DevicesController, FeedController, NotificationsController];
