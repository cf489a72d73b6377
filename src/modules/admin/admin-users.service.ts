import { Injectable } from '@nestjs/common';
import type { UserActor, UserRole } from '../../common/auth/actor.ts';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import { Problem } from '../../common/errors/problem.ts';
import { decodeCursor, mapPage } from '../../common/http/pagination.ts';
import { SessionsService } from '../auth/sessions.service.ts';
import { BarbersService } from '../barbers/barbers.service.ts';
import { UserDirectoryService } from '../users/user-directory.service.ts';
import { UserStandingService } from '../users/user-standing.service.ts';
import { UsersService } from '../users/users.service.ts';
import type { User } from '../users/user.types.ts';
import {
  toAdminUserView,
  UserCursor,
  type AdminUserPage,
  type AdminUserView,
  type ChangeUser,
  type ListUsers,
} from './admin.dto.ts';

/** What admins do to accounts. Suspension and role change end every session in the same unit of work, so access ends at once. */
@Injectable()
export class AdminUsersService {
  constructor(
    private readonly users: UsersService,
    private readonly directory: UserDirectoryService,
    private readonly standing: UserStandingService,
    private readonly sessions: SessionsService,
    private readonly barbers: BarbersService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async list({ limit, cursor, ...query }: ListUsers): Promise<AdminUserPage> {
    const beforeId = cursor === undefined ? undefined : decodeCursor(cursor, UserCursor).id;
    return mapPage(await this.directory.list({ ...query, beforeId, limit }), toAdminUserView);
  }

  async change(actor: UserActor, id: string, { role, suspended }: ChangeUser): Promise<AdminUserView> {
    return this.unitOfWork.answer(async () => {
      const target = await this.users.byId(id);
      if (suspended !== undefined) await this.setSuspended(actor, target, suspended);
      if (role !== undefined) await this.changeRole(actor, await this.users.byId(id), role);
      return toAdminUserView(await this.users.byId(id));
    });
  }

  private async setSuspended(actor: UserActor, target: User, suspended: boolean): Promise<void> {
    const changed = suspended
      ? await this.standing.suspend(actor, target)
      : await this.standing.reinstate(actor, target);
    if (!changed) return;
    await this.barbers.setStanding(target.id, { suspended });
    if (suspended) await this.sessions.endAllOf(target.id);
  }

  private async changeRole(actor: UserActor, target: User, role: UserRole): Promise<void> {
    if (!(await this.standing.changeRole(actor, target, role))) return;
    if (target.role === 'barber') await this.barbers.setStanding(target.id, { approved: false });
    if (role === 'barber') await this.ensureProfile(target);
    await this.sessions.endAllOf(target.id);
  }

  /** Who was a barber before has a profile already. */
  private async ensureProfile({ id, name }: User): Promise<void> {
    try {
      await this.barbers.byUser(id);
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'not-found')) throw error;
      await this.barbers.createProfile({ userId: id, name });
    }
  }
}
