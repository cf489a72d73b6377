import { Injectable } from '@nestjs/common';
import { InUnitOfWork } from '../../../common/database/unit-of-work.ts';
import { DeliveriesService, type Addressee } from '../../notify/deliveries/deliveries.service.ts';
import { isUnproved } from '../users/users.policy.ts';
import { UsersService } from '../users/users.service.ts';
import type { User } from '../users/user.types.ts';

/** The most characters of the notes in a push message. FCM accepts at most 4 KB for the whole message. */
const PUSHED = 300;

/** Tells barbers outside the app about the decision on their verification, because many barbers wait for days. */
@Injectable()
export class DecisionLettersService {
  constructor(
    private readonly users: UsersService,
    private readonly deliveries: DeliveriesService,
  ) {}

  /**
   * Sends an email, or an SMS without an email address, and a push message to every device. `preferences.notifications` can
   * switch off each of them.
   */
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

/** Leaves out unproved addresses, because they may belong to another person, who should not read about the barber. */
const reachable = (user: User): Addressee => ({
  ...user,
  email: isUnproved(user, 'email') ? undefined : user.email,
  phone: isUnproved(user, 'phone') ? undefined : user.phone,
});
