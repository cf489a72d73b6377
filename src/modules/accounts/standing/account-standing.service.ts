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
 * Changes the standing of an account with all consequences: the profile of a barber, ended sessions, and messages. The standing
 * of the profile is always computed from the account, so that the end of one cause (a suspension by an admin) never removes
 * another cause (the closing by the owner).
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

  /** Suspends an account for an admin. Every session ends, so access ends at once. Throws 422 `own-account`, 409 `last-admin`. */
  @InUnitOfWork()
  async suspend(actor: UserActor, target: User): Promise<void> {
    if (!(await this.standing.suspend(actor, target))) return;
    await this.updateProfile(target.id);
    await this.sessions.endAllOf(target.id);
  }

  /** Reinstates a suspended account for an admin. */
  @InUnitOfWork()
  async reinstate(actor: UserActor, target: User): Promise<void> {
    if (await this.standing.reinstate(actor, target)) await this.updateProfile(target.id);
  }

  /**
   * Changes the role for an admin. Every session ends, because sessions contain the role. Throws 422 `own-account`, 409
   * `last-admin`.
   */
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
   * Closes an account for its owner: every session ends, and nobody can book this barber. The account is erased `grace`
   * milliseconds later, unless somebody signs in before. Throws 409 `last-admin`.
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

  /** Updates the profile after a sign-in has reopened a closed account (`user.reopened`). */
  @InUnitOfWork()
  async reopen(userId: string): Promise<void> {
    await this.updateProfile(userId);
  }

  /** Approves a barber for an admin. Returns false when the user is approved already or is not a barber. */
  @InUnitOfWork()
  async approve(actor: UserActor, userId: string, notes: string): Promise<boolean> {
    const changed = await this.standing.approve(actor, userId, notes);
    if (changed) await this.updateProfile(userId);
    return changed;
  }

  /**
   * Rejects a barber for an admin, or for the check of the documents when `actor` is null. Returns false when the user is
   * rejected already or is not a barber.
   */
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
