import { Injectable } from '@nestjs/common';
import type { UserActor, UserRole } from '../../../common/auth/actor.ts';
import { InUnitOfWork } from '../../../common/database/unit-of-work.ts';
import { SessionsService } from '../auth/sessions/sessions.service.ts';
import { BarbersService } from '../../shop/barbers/barbers.service.ts';
import { DeliveriesService } from '../../notify/deliveries/deliveries.service.ts';
import { UserStandingService } from '../users/user-standing.service.ts';
import { profileStandingOf } from '../users/users.policy.ts';
import { UsersService } from '../users/users.service.ts';
import type { User } from '../users/user.types.ts';

/**
 * Every change of what an account may do, with all that follows from the change: the profile of a barber, ended sessions, letters.
 * What the profile says is always derived from the account, so that one cause (an admin suspended the account) never lifts
 * another (the owner closed the account).
 */
@Injectable()
export class AccountStandingService {
  constructor(
    private readonly standing: UserStandingService,
    private readonly users: UsersService,
    private readonly barbers: BarbersService,
    private readonly sessions: SessionsService,
    private readonly deliveries: DeliveriesService,
  ) {}

  /** By an admin. Every session ends, so access ends at once. 422 `own-account`, 409 `last-admin`. */
  @InUnitOfWork()
  async suspend(actor: UserActor, target: User): Promise<void> {
    if (!(await this.standing.suspend(actor, target))) return;
    await this.updateProfile(target.id);
    await this.sessions.endAllOf(target.id);
  }

  /** By an admin. */
  @InUnitOfWork()
  async reinstate(actor: UserActor, target: User): Promise<void> {
    if (await this.standing.reinstate(actor, target)) await this.updateProfile(target.id);
  }

  /** By an admin. Every session ends, because sessions carry the role. 422 `own-account`, 409 `last-admin`. */
  @InUnitOfWork()
  async changeRole(actor: UserActor, target: User, role: UserRole): Promise<void> {
    if (!(await this.standing.changeRole(actor, target, role))) return;
    // A person who was a barber before still has the profile.
    if (role === 'barber' && !(await this.barbers.find(target.id)))
      await this.barbers.createProfile({ userId: target.id, name: target.name });
    await this.updateProfile(target.id);
    await this.sessions.endAllOf(target.id);
  }

  /**
   * By the owner: nobody is signed in any more and nobody can book. The account is erased `grace` milliseconds later, unless
   * somebody signs in before. 409 `last-admin`.
   */
  @InUnitOfWork()
  async close(userId: string, grace: number): Promise<void> {
    const dueAt = await this.standing.close(userId, grace);
    if (!dueAt) return;
    await this.updateProfile(userId);
    await this.sessions.endAllOf(userId);
    const data = { dueAt: dueAt.toISOString() };
    await this.deliveries.sendTo(await this.users.byId(userId), 'account-closing', data);
  }

  /** After a sign-in took the closing back. */
  @InUnitOfWork()
  async reopen(userId: string): Promise<void> {
    await this.updateProfile(userId);
  }

  /** By an admin. False when the barber was approved already, or is no barber. */
  @InUnitOfWork()
  async approve(actor: UserActor, userId: string, notes: string): Promise<boolean> {
    const changed = await this.standing.approve(actor, userId, notes);
    if (changed) await this.updateProfile(userId);
    return changed;
  }

  /** By an admin, or by the check of the documents when `actor` is null. False when the barber was rejected already, or is no barber. */
  @InUnitOfWork()
  async reject(actor: UserActor | null, userId: string, notes: string): Promise<boolean> {
    const changed = await this.standing.reject(actor, userId, notes);
    if (changed) await this.updateProfile(userId);
    return changed;
  }

  private async updateProfile(userId: string): Promise<void> {
    await this.barbers.setStanding(userId, profileStandingOf(await this.users.byId(userId)));
  }
}
