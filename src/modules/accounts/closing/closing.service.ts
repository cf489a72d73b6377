import { Inject, Injectable } from '@nestjs/common';
import type { UserActor } from '../../../common/auth/actor.ts';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { DAY } from '../../../common/time/durations.ts';
import { AccountStandingService } from '../standing/account-standing.service.ts';
import { UserStandingService } from '../users/user-standing.service.ts';

/** Closes accounts, and erases closed accounts after the grace period. */
@Injectable()
export class ClosingService {
  constructor(
    private readonly accounts: AccountStandingService,
    private readonly users: UserStandingService,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Closes the account at once. A worker cancels the open bookings. A sign-in within ACCOUNT_GRACE_DAYS reopens the account.
   * Throws 409 `last-admin`.
   */
  async close(actor: UserActor): Promise<void> {
    await this.unitOfWork.run(() => this.accounts.close(actor.id, this.config.ACCOUNT_GRACE_DAYS * DAY));
  }

  /**
   * Erases at most `limit` accounts whose grace period has ended, and stops early on `stopping`. Returns how many accounts it
   * handled.
   */
  async eraseDue(limit: number, stopping: AbortSignal): Promise<number> {
    let erased = 0;
    for (const id of await this.users.idsToErase(limit)) {
      if (stopping.aborted) break;
      await this.unitOfWork.run(() => this.users.erase(id));
      erased++;
    }
    return erased;
  }
}
