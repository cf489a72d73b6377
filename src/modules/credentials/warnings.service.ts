import { Injectable } from '@nestjs/common';
import { DeliveriesService } from '../deliveries/deliveries.service.ts';
import { NotificationsService } from '../notifications/notifications.service.ts';
import { UsersService } from '../users/users.service.ts';

interface Happened {
  at: Date;
  payload: { userId: string; device: string; place: string };
}

/** Tells people what happened to their account: in the app, and outside of it, where a thief does not look. */
@Injectable()
export class WarningsService {
  constructor(
    private readonly users: UsersService,
    private readonly deliveries: DeliveriesService,
    private readonly notifications: NotificationsService,
  ) {}

  /** In the caller's unit of work. */
  async send(template: 'new-device' | 'security-alert', { at, payload }: Happened): Promise<void> {
    const { userId, device, place } = payload;
    const user = await this.users.findById(userId);
    if (!user) return;
    const data = { device, place, at: at.toISOString() };
    await this.deliveries.sendTo(user, template, data);
    await this.notifications.notify([userId], template, data);
  }
}
