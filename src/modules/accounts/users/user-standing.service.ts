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
 * What the record of an account says about its standing: the part of `AccountStandingService` that concerns this module. Each
 * method says whether it changed anything.
 */
@Injectable()
export class UserStandingService {
  constructor(
    private readonly users: UsersRepository,
    private readonly events: EventRecorder,
    private readonly clock: Clock,
  ) {}

  @InUnitOfWork()
  async suspend(actor: UserActor, target: User): Promise<boolean> {
    await this.refuseLoss(actor, target);
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

  /** A person who stops being a barber has to be verified again before working as one. */
  @InUnitOfWork()
  async changeRole(actor: UserActor, target: User, role: UserRole): Promise<boolean> {
    if (target.role === role) return false;
    await this.refuseLoss(actor, target);
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

  /** By an admin; by the check of the documents when `actor` is null. */
  @InUnitOfWork()
  async reject(actor: UserActor | null, userId: string, notes: string): Promise<boolean> {
    const changed = await this.users.setVerification(userId, 'rejected', notes);
    if (changed) await this.events.record('verification.rejected', { userId, actorId: actor?.id ?? null, notes });
    return changed;
  }

  /** Documents wait for an admin. False when this is no barber, or an approved one. */
  @InUnitOfWork()
  handIn(userId: string): Promise<boolean> {
    return this.users.setPending(userId);
  }

  async isPending(userId: string): Promise<boolean> {
    return (await this.users.findById(userId))?.verification.status === 'pending';
  }

  /**
   * By the owner: the account is to be erased `grace` milliseconds from now. Returns when, or null for an account that was
   * closed before. 409 `last-admin`.
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

  /** Ids of closed accounts whose grace period has ended. */
  closingDue(limit: number): Promise<string[]> {
    return this.users.idsToErase(this.clock.now(), limit);
  }

  /** The other modules erase what they know about the person after `user.erased`. False when somebody signed in meanwhile. */
  @InUnitOfWork()
  async erase(id: string): Promise<boolean> {
    const empty = { name: 'Deleted account', preferences: DEFAULT_PREFERENCES };
    const erased = await this.users.erase(id, this.clock.now(), empty);
    if (erased) await this.events.record('user.erased', { userId: id });
    return erased;
  }

  private async refuseLoss(actor: UserActor, target: User): Promise<void> {
    if (isOwnAccount(actor, target)) throw ownAccount();
    if (countsAsAdmin(target) && (await this.users.lockActiveAdmins()) <= 1) throw lastAdmin();
  }
}
