import { z } from 'zod';
import type { Plain } from '../../../common/database/plain.ts';
import { pageOf, pageQuery } from '../../../common/shapes/pagination.ts';
import type { NotificationRecord } from './notification.schema.ts';

export const TEMPLATES = [
  'welcome',
  'new-device',
  'security-alert',
  'booking-requested',
  'booking-accepted',
  'booking-declined',
  'booking-expired',
  'booking-rescheduled',
  'booking-cancelled',
  'barber-on-the-way',
  'message-created',
  'verification-approved',
  'verification-rejected',
] as const;
export type Template = (typeof TEMPLATES)[number];

export const ListNotifications = z.strictObject(pageQuery);
export type ListNotifications = z.infer<typeof ListNotifications>;

export const NotificationView = z
  .object({
    id: z.string(),
    template: z.string(),
    data: z.record(z.string(), z.unknown()),
    createdAt: z.iso.datetime(),
    readAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'Notification' });
export type NotificationView = z.infer<typeof NotificationView>;
export const NotificationPage = pageOf(NotificationView).meta({ id: 'NotificationPage' });

export const toNotificationView = ({
  id,
  template,
  data,
  createdAt,
  readAt,
}: Plain<NotificationRecord>): NotificationView => ({
  id,
  template,
  data,
  createdAt: createdAt.toISOString(),
  ...(readAt && { readAt: readAt.toISOString() }),
});
