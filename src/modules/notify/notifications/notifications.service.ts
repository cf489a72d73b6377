import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { newId } from '../../../common/database/ids.ts';
import { InUnitOfWork, UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { notFound } from '../../../common/errors/common.errors.ts';
import { decodeCursor, mapPage, toPage, type Page } from '../../../common/shapes/pagination.ts';
import { Clock } from '../../../common/time/clock.ts';
import { FeedService } from '../feed/feed.service.ts';
import {
  toNotificationView,
  type ListNotifications,
  type NotificationView,
  type Template,
} from './notifications.dto.ts';
import { NotificationsRepository, type Notification } from './notifications.repository.ts';

@Injectable()
export class NotificationsService {
  constructor(
    private readonly notifications: NotificationsRepository,
    private readonly feed: FeedService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Stores one notification per recipient and tells their sockets. */
  @InUnitOfWork()
  async notify(userIds: string[], template: Template, data: Record<string, unknown>): Promise<void> {
    if (!userIds.length) return;
    const createdAt = this.clock.now();
    await this.store(userIds.map((userId) => ({ id: newId(), userId, template, data, createdAt, readAt: null })));
  }

  /**
   * Notifies one user, unless an unread notification with the same `about` exists. When two calls run at the same time, the
   * second one fails and must be repeated.
   */
  @InUnitOfWork()
  async notifyOnce(userId: string, template: Template, data: Record<string, unknown>, about: string): Promise<void> {
    if (await this.notifications.hasUnread(userId, about)) return;
    await this.store([{ id: newId(), userId, template, data, about, createdAt: this.clock.now(), readAt: null }]);
  }

  /** Marks the notification with this `about` as read, because the user has looked at what it is about. */
  @InUnitOfWork()
  async markReadAbout(userId: string, about: string): Promise<void> {
    await this.notifications.markReadAbout(userId, about, this.clock.now());
  }

  /** Returns a page of the user's notifications, newest first. */
  async list(userId: string, { limit, cursor }: ListNotifications): Promise<Page<NotificationView>> {
    const found = await this.notifications.list(userId, limit + 1, cursor && decodeCursor(cursor, z.string()));
    return mapPage(
      toPage(found, limit, ({ id }) => id),
      toNotificationView,
    );
  }

  async markRead(userId: string, id: string): Promise<NotificationView> {
    return this.unitOfWork.answer(async () => {
      const notification = await this.notifications.markRead(id, userId, this.clock.now());
      if (!notification) throw notFound();
      return toNotificationView(notification);
    });
  }

  private async store(notifications: Notification[]): Promise<void> {
    await this.notifications.insert(notifications);
    for (const one of notifications)
      this.feed.tell(one.userId, 'notification.created', toNotificationView(one), `notification:${one.id}`);
  }
}
