import { Injectable } from '@nestjs/common';
import { InUnitOfWork } from '../../../common/database/unit-of-work.ts';
import { DeliveriesService } from '../../notify/deliveries/deliveries.service.ts';
import { NotificationsService } from '../../notify/notifications/notifications.service.ts';
import { UsersService } from '../users/users.service.ts';

interface SessionEvent {
  at: Date;
  payload: { userId: string; sessionId: string; device: string; place: string };
}

/**
 * Warns people about their account, in the app and outside the app, where a thief does not look. Warnings ignore
 * `preferences.notifications`, because a thief who is signed in could switch these off.
 */
@Injectable()
export class WarningsService {
  constructor(
    private readonly users: UsersService,
    private readonly deliveries: DeliveriesService,
    private readonly notifications: NotificationsService,
  ) {}

  /** Warns by email, or by SMS without an email address, and on every device except the device that the warning is about. */
  @InUnitOfWork()
  async send(template: 'new-device' | 'security-alert', { at, payload }: SessionEvent): Promise<void> {
    const { userId, sessionId, device, place } = payload;
    const user = await this.users.findById(userId);
    if (!user) return;
    const data = { device, place, at: at.toISOString() };
    await this.deliveries.sendTo(user, template, data);
    await this.deliveries.pushTo(user, template, data, sessionId);
    await this.notifications.notify([userId], template, data);
  }
}
