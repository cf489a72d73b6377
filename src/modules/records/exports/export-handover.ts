import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { Clock } from '../../../common/time/clock.ts';
import { plus } from '../../../common/time/durations.ts';
import { DeliveriesService, type Addressee } from '../../notify/deliveries/deliveries.service.ts';
import { UsersService } from '../../accounts/users/users.service.ts';
import type { User } from '../../accounts/users/user.types.ts';
import { ExportsRepository, type Attempt } from './exports.repository.ts';

/**
 * Who may have an export: whoever asked, also when the account was closed since (many ask and close). Not when it was suspended:
 * it may be in wrong hands; and nobody is there when it is erased.
 */
const mayHave = (user: User | null): user is User =>
  user !== null && user.suspendedAt === null && user.erasedAt === undefined;

/** A number that was proved rather than an email address that was not: everything is in it, and addresses are mistyped. */
const proved = ({ email, ...user }: User): Addressee =>
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
   * Makes the export available for `lifetime` milliseconds and sends the link. False when the owner may not have the export, or
   * another worker has made it.
   */
  async hand(attempt: Attempt, link: string, lifetime: number): Promise<boolean> {
    return this.unitOfWork.run(async () => {
      const user = await this.users.findById(attempt.id);
      if (!mayHave(user)) return false;
      const expiresAt = plus(this.clock.now(), lifetime);
      const ready = { status: 'ready', expiresAt, dueAt: expiresAt, attempts: 0 } as const;
      if (!(await this.exports.settle(attempt, ready))) return false;
      await this.deliveries.sendTo(proved(user), 'export-ready', { link, expiresAt: expiresAt.toISOString() });
      return true;
    });
  }
}
