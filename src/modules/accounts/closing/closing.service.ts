import { Inject, Injectable } from '@nestjs/common';
import type { UserActor } from '../../../common/auth/actor.ts';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { InUnitOfWork, UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { DAY } from '../../../common/time/durations.ts';
import { AccountStandingService } from '../standing/account-standing.service.ts';
import { UserStandingService } from '../users/user-standing.service.ts';

/** The end of an account: closed at once, erased after a while. */
@Injectable()
export class ClosingService {
  constructor(
    private readonly accounts: AccountStandingService,
    private readonly users: UserStandingService,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Closes the account at once; the worker cancels what was agreed on. A sign-in within ACCOUNT_GRACE_DAYS undoes it. 409 `last-admin`. */
  async close(actor: UserActor): Promise<void> {
    await this.unitOfWork.run(() => this.accounts.close(actor.id, this.config.ACCOUNT_GRACE_DAYS * DAY));
  }

  /** Follows `user.reopened`. */
  @InUnitOfWork()
  async reopen(userId: string): Promise<void> {
    await this.accounts.reopen(userId);
  }

  /** Erases accounts whose grace period has ended, at most `limit` of them, until `stopping`. Returns how many. */
  async eraseDue(limit: number, stopping: AbortSignal): Promise<number> {
    let erased = 0;
    for (const id of await this.users.closingDue(limit)) {
      if (stopping.aborted) break;
      await this.unitOfWork.run(() => this.users.erase(id));
      erased++;
    }
    return erased;
  }
}
