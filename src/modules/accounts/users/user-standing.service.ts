import { Injectable } from '@nestjs/common';
import type { UserActor, UserRole } from '../../../common/auth/actor.ts';
import { notFound } from '../../../common/errors/common.errors.ts';
import { InUnitOfWork } from '../../../common/database/unit-of-work.ts';
import { EventRecorder } from '../../../common/events/event-recorder.ts';
import { Clock } from '../../../common/time/clock.ts';
import { plus } from '../../../common/time/durations.ts';
import { DEFAULT_PREFERENCES } from './user.ts';
import type { User } from './user.types.ts';
import { lastAdmin, ownAccount } from './users.errors.ts';
import { countsAsAdmin, isOwnAccount } from './users.policy.ts';
import { UsersRepository } from './users.repository.ts';

/**
 * Changes what the record of an account says about the standing, for `AccountStandingService`. Each method returns false or null
 * when the record did not change.
 */
@Injectable()
export class UserStandingService {
  constructor(
    private readonly users: UsersRepository,
    private readonly events: EventRecorder,
    private readonly clock: Clock,
  ) {}

  /** Throws 422 `own-account`, 409 `last-admin`. */
  @InUnitOfWork()
  async suspend(actor: UserActor, target: User): Promise<boolean> {
    await this.refuseOwnOrLastAdmin(actor, target);
    const changed = await this.users.setSuspended(target.id, this.clock.now());
    if (changed) await this.events.record('user.suspended', { userId: target.id, actorId: actor.id });
    return changed;
  }

  @InUnitOfWork()
  async reinstate(actor: UserActor, target: User): Promise<boolean> {
    const changed = await this.users.setSuspended(target.id, null);
    if (changed) await this.events.record('user.reinstated', { userId: target.id, actorId: actor.id });
    return changed;
  }

  /**
   * Changes the role. A person who stops being a barber has to be verified again before they work as a barber. Throws 422
   * `own-account`, 409 `last-admin`.
   */
  @InUnitOfWork()
  async changeRole(actor: UserActor, target: User, role: UserRole): Promise<boolean> {
    if (target.role === role) return false;
    await this.refuseOwnOrLastAdmin(actor, target);
    if (target.role === 'barber') await this.users.setVerification(target.id, 'none', '');
    await this.users.setRole(target.id, role);
    await this.events.record('user.role-changed', { userId: target.id, role, actorId: actor.id });
    return true;
  }

  @InUnitOfWork()
  async approve(actor: UserActor, userId: string, notes: string): Promise<boolean> {
    const changed = await this.users.setVerification(userId, 'approved', notes);
    if (changed) await this.events.record('verification.approved', { userId, actorId: actor.id, notes });
    return changed;
  }

  /** Rejects a barber. `actor` is the admin, or null when the check of the documents rejects the barber. */
  @InUnitOfWork()
  async reject(actor: UserActor | null, userId: string, notes: string): Promise<boolean> {
    const changed = await this.users.setVerification(userId, 'rejected', notes);
    if (changed) await this.events.record('verification.rejected', { userId, actorId: actor?.id ?? null, notes });
    return changed;
  }

  /** Marks that documents wait for an admin. Returns false for a user who is not a barber, or is approved already. */
  @InUnitOfWork()
  setPending(userId: string): Promise<boolean> {
    return this.users.setPending(userId);
  }

  async isPending(userId: string): Promise<boolean> {
    return (await this.users.findById(userId))?.verification.status === 'pending';
  }

  /**
   * Closes an account for its owner: the account is erased `grace` milliseconds from now. Returns the instant of the erasure, or
   * null for an account that was closed before. Throws 409 `last-admin`.
   */
  @InUnitOfWork()
  async close(id: string, grace: number): Promise<Date | null> {
    const user = await this.users.findById(id);
    if (!user) throw notFound();
    if (countsAsAdmin(user) && (await this.users.lockActiveAdmins()) <= 1) throw lastAdmin();
    const at = this.clock.now();
    const dueAt = plus(at, grace);
    if (!(await this.users.setClosing(id, { at, dueAt }))) return null;
    await this.events.record('user.closed', { userId: id, role: user.role });
    return dueAt;
  }

  /** Ids of closed accounts whose grace period has ended, at most `limit`. */
  idsToErase(limit: number): Promise<string[]> {
    return this.users.idsToErase(this.clock.now(), limit);
  }

  /**
   * Erases the record of the account. The other modules erase their data about the person after `user.erased`. Returns false when
   * somebody signed in to the account in the meantime.
   */
  @InUnitOfWork()
  async erase(id: string): Promise<boolean> {
    const empty = { name: 'Deleted account', preferences: DEFAULT_PREFERENCES };
    const erased = await this.users.erase(id, this.clock.now(), empty);
    if (erased) await this.events.record('user.erased', { userId: id });
    return erased;
  }

  private async refuseOwnOrLastAdmin(actor: UserActor, target: User): Promise<void> {
    if (isOwnAccount(actor, target)) throw ownAccount();
    if (countsAsAdmin(target) && (await this.users.lockActiveAdmins()) <= 1) throw lastAdmin();
  }
}
