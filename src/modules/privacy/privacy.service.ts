import { Inject, Injectable } from '@nestjs/common';
import type { UserActor } from '../../common/auth/actor.ts';
import { CONFIG, type Config } from '../../common/config/config.ts';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import { Clock } from '../../common/time/clock.ts';
import { SessionsService } from '../auth/sessions.service.ts';
import { BarbersService } from '../barbers/barbers.service.ts';
import { DeliveriesService } from '../deliveries/deliveries.service.ts';
import { UserStandingService } from '../users/user-standing.service.ts';
import { UsersService } from '../users/users.service.ts';

const DAY = 86_400_000;

/** The end of an account: closed at once, erased after a while. */
@Injectable()
export class PrivacyService {
  constructor(
    private readonly users: UsersService,
    private readonly standing: UserStandingService,
    private readonly sessions: SessionsService,
    private readonly barbers: BarbersService,
    private readonly deliveries: DeliveriesService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Nobody is signed in any more, nobody can book; what was agreed on is cancelled by the worker. A sign-in undoes it. 409 `last-admin`. */
  async close(actor: UserActor): Promise<void> {
    const dueAt = new Date(this.clock.now().getTime() + this.config.ACCOUNT_GRACE_DAYS * DAY);
    await this.unitOfWork.run(async () => {
      if (!(await this.standing.close(actor.id, dueAt))) return;
      await this.barbers.setStanding(actor.id, { suspended: true });
      await this.sessions.endAllOf(actor.id);
      const data = { dueAt: dueAt.toISOString() };
      await this.deliveries.sendTo(await this.users.byId(actor.id), 'account-closing', data);
    });
  }

  async reopen(userId: string): Promise<void> {
    await this.barbers.setStanding(userId, { suspended: false });
  }

  /** Until `stopping`; returns how many there were. */
  async eraseDue(limit: number, stopping: AbortSignal): Promise<number> {
    let erased = 0;
    for (const id of await this.standing.closingDue(limit)) {
      if (stopping.aborted) break;
      await this.unitOfWork.run(() => this.standing.erase(id));
      erased++;
    }
    return erased;
  }
}
