import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { Clock } from '../../../common/time/clock.ts';
import { plus } from '../../../common/time/durations.ts';
import { DeliveriesService, type Addressee } from '../../notify/deliveries/deliveries.service.ts';
import { UsersService } from '../../accounts/users/users.service.ts';
import type { User } from '../../accounts/users/user.types.ts';
import { ExportsRepository, type Attempt } from './exports.repository.ts';

/**
 * Returns whether the user may have the export. A user who has closed the account meanwhile may have it, because many users ask
 * and then close. A suspended user may not, because the account may be in the wrong hands. An erased user no longer exists.
 */
const mayReceive = (user: User | null): user is User =>
  user !== null && user.suspendedAt === null && user.erasedAt === undefined;

/**
 * Returns the user as the addressee of the link. A proved phone number goes before an unproved email address, because people
 * mistype addresses and the export holds everything.
 */
const addresseeOf = ({ email, ...user }: User): Addressee =>
  email === undefined || (user.phoneVerified && !user.emailVerified) ? user : { ...user, email };

/** Hands a finished export to its owner. */
@Injectable()
export class ExportHandover {
  constructor(
    private readonly exports: ExportsRepository,
    private readonly users: UsersService,
    private readonly deliveries: DeliveriesService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes the export available for `lifetime` milliseconds and sends the link. Returns false when the owner may not have the
   * export, or when the attempt is no longer the current one.
   */
  async hand(attempt: Attempt, link: string, lifetime: number): Promise<boolean> {
    return this.unitOfWork.run(async () => {
      const user = await this.users.findById(attempt.id);
      if (!mayReceive(user)) return false;
      const expiresAt = plus(this.clock.now(), lifetime);
      const ready = { status: 'ready', expiresAt, dueAt: expiresAt, attempts: 0 } as const;
      if (!(await this.exports.settle(attempt, ready))) return false;
      await this.deliveries.sendTo(addresseeOf(user), 'export-ready', { link, expiresAt: expiresAt.toISOString() });
      return true;
    });
  }
}
