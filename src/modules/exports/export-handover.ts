import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../common/config/config.ts';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import { Clock } from '../../common/time/clock.ts';
import { DeliveriesService, type Addressee } from '../deliveries/deliveries.service.ts';
import { UsersService } from '../users/users.service.ts';
import type { User } from '../users/user.types.ts';
import { ExportsRepository, type Attempt } from './exports.repository.ts';

const DAY = 86_400_000;

/**
 * Who may have an export: whoever asked, also when the account was closed since (many ask and close). Not when it was suspended:
 * it may be in wrong hands; and nobody is there when it is erased.
 */
const mayHave = (user: User | null): user is User =>
  user !== null && user.suspendedAt === null && user.erasedAt === undefined;

/** A number that was proved rather than an email address that was not: everything is in it, and addresses are mistyped. */
const proved = ({ email, ...user }: User): Addressee =>
  email === undefined || (user.phoneVerified && !user.emailVerified) ? user : { ...user, email };

/** How making one ends: its owner is told, it is given up, or nobody is to have it. */
@Injectable()
export class ExportHandover {
  constructor(
    private readonly exports: ExportsRepository,
    private readonly users: UsersService,
    private readonly deliveries: DeliveriesService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** From now on it can be had, for EXPORT_DAYS; the email brings a link. False: it is not wanted any more, or somebody else has made it. */
  async hand(attempt: Attempt, link: string): Promise<boolean> {
    return this.unitOfWork.run(async () => {
      const user = await this.users.findById(attempt.id);
      if (!mayHave(user)) return false;
      const expiresAt = this.end();
      const ready = { status: 'ready', expiresAt, dueAt: expiresAt, attempts: 0 } as const;
      if (!(await this.exports.settle(attempt, ready))) return false;
      await this.deliveries.sendTo(proved(user), 'export-ready', { link, expiresAt: expiresAt.toISOString() });
      return true;
    });
  }

  /** Not to be tried again; its owner can see that for as long as an export would be there. */
  async giveUp(attempt: Attempt): Promise<void> {
    await this.exports.settle(attempt, { status: 'failed', dueAt: this.end(), attempts: 0 });
  }

  /** Nobody is to have it. */
  async drop(attempt: Attempt): Promise<void> {
    await this.exports.settle(attempt, { status: 'gone', dueAt: this.clock.now(), attempts: 0 });
  }

  private end(): Date {
    return new Date(this.clock.now().getTime() + this.config.EXPORT_DAYS * DAY);
  }
}
