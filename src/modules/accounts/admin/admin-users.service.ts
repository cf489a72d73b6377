import { Injectable } from '@nestjs/common';
import type { UserActor } from '../../../common/auth/actor.ts';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { decodeCursor, mapPage } from '../../../common/shapes/pagination.ts';
import { AccountStandingService } from '../standing/account-standing.service.ts';
import { UserDirectoryService } from '../users/user-directory.service.ts';
import { UsersService } from '../users/users.service.ts';
import {
  toAdminUserView,
  UserCursor,
  type AdminUserPage,
  type AdminUserView,
  type ChangeUser,
  type ListUsers,
} from './admin.dto.ts';

/** Lists and changes accounts for admins. */
@Injectable()
export class AdminUsersService {
  constructor(
    private readonly users: UsersService,
    private readonly directory: UserDirectoryService,
    private readonly accounts: AccountStandingService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** One page of accounts, newest first. */
  async list({ limit, cursor, ...query }: ListUsers): Promise<AdminUserPage> {
    const beforeId = cursor === undefined ? undefined : decodeCursor(cursor, UserCursor).id;
    return mapPage(await this.directory.list({ ...query, beforeId, limit }), toAdminUserView);
  }

  /** Suspends or reinstates an account, and changes its role. Throws 404, 422 `own-account`, 409 `last-admin`. */
  async change(actor: UserActor, id: string, { role, suspended }: ChangeUser): Promise<AdminUserView> {
    return this.unitOfWork.answer(async () => {
      const target = await this.users.byId(id);
      if (suspended === true) await this.accounts.suspend(actor, target);
      if (suspended === false) await this.accounts.reinstate(actor, target);
      if (role !== undefined) await this.accounts.changeRole(actor, await this.users.byId(id), role);
      return toAdminUserView(await this.users.byId(id));
    });
  }
}
