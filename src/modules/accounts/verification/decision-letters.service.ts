import { Injectable } from '@nestjs/common';
import { InUnitOfWork } from '../../../common/database/unit-of-work.ts';
import { DeliveriesService, type Addressee } from '../../notify/deliveries/deliveries.service.ts';
import { isUnproved } from '../users/users.policy.ts';
import { UsersService } from '../users/users.service.ts';
import type { User } from '../users/user.types.ts';

/** Characters of the notes in a push message, of which FCM takes 4 KB in all. */
const PUSHED = 300;

/** Tells barbers outside of the app how they were decided about: many wait for it for days. */
@Injectable()
export class DecisionLettersService {
  constructor(
    private readonly users: UsersService,
    private readonly deliveries: DeliveriesService,
  ) {}

  /** By email, or SMS where there is none, and on every device; as `preferences.notifications` say. */
  @InUnitOfWork()
  async send(
    template: 'verification-approved' | 'verification-rejected',
    userId: string,
    notes: string,
  ): Promise<void> {
    const user = await this.users.findById(userId);
    if (!user) return;
    const addressee = reachable(user);
    const wanted = user.preferences.notifications;
    if (wanted[addressee.email === undefined ? 'sms' : 'email'])
      await this.deliveries.sendTo(addressee, template, { notes });
    const start = Array.from(notes).slice(0, PUSHED).join('');
    if (wanted.push) await this.deliveries.pushTo(user, template, { notes: start });
  }
}

/** What is said about somebody goes to no address that may be another's. */
const reachable = (user: User): Addressee => ({
  ...user,
  email: isUnproved(user, 'email') ? undefined : user.email,
  phone: isUnproved(user, 'phone') ? undefined : user.phone,
});
