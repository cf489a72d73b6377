import { Injectable } from '@nestjs/common';
import { InUnitOfWork } from '../../../common/database/unit-of-work.ts';
import { DeliveriesService } from '../../notify/deliveries/deliveries.service.ts';
import { NotificationsService } from '../../notify/notifications/notifications.service.ts';
import { UsersService } from '../users/users.service.ts';

interface Happened {
  at: Date;
  payload: { userId: string; sessionId: string; device: string; place: string };
}

/**
 * Tells people what happened to their account: in the app, and outside of it, where a thief does not look. Always, whatever
 * `preferences.notifications` say: a thief who is signed in could switch those off.
 */
@Injectable()
export class WarningsService {
  constructor(
    private readonly users: UsersService,
    private readonly deliveries: DeliveriesService,
    private readonly notifications: NotificationsService,
  ) {}

  /** By mail, or SMS where there is none, and on every device but the one it is about. */
  @InUnitOfWork()
  async send(template: 'new-device' | 'security-alert', { at, payload }: Happened): Promise<void> {
    const { userId, sessionId, device, place } = payload;
    const user = await this.users.findById(userId);
    if (!user) return;
    const data = { device, place, at: at.toISOString() };
    await this.deliveries.sendTo(user, template, data);
    await this.deliveries.pushTo(user, template, data, sessionId);
    await this.notifications.notify([userId], template, data);
  }
}
