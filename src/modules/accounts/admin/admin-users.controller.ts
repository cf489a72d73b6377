import { Body, Controller, Get, Param, Patch, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { UserActor } from '../../../common/auth/actor.ts';
import { CurrentActor, Roles } from '../../../common/auth/auth.decorators.ts';
import { notFound } from '../../../common/errors/common.errors.ts';
import { Id } from '../../../common/shapes/fields.ts';
import { Returns } from '../../../common/http/returns.ts';
import { lastAdmin, ownAccount } from '../users/users.errors.ts';
import { AdminUserPage, AdminUserView, ChangeUser, ListUsers } from './admin.dto.ts';
import { AdminUsersService } from './admin-users.service.ts';

@ApiTags('admin')
@Roles('admin')
@Controller('admin/users')
export class AdminUsersController {
  constructor(private readonly users: AdminUsersService) {}

  @Get()
  @Returns(200, AdminUserPage)
  list(@Query({ schema: ListUsers }) query: ListUsers) {
    return this.users.list(query);
  }

  @Patch(':id')
  @Returns(200, AdminUserView, [notFound, lastAdmin, ownAccount])
  change(
    @CurrentActor() actor: UserActor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangeUser }) body: ChangeUser,
  ) {
    return this.users.change(actor, id, body);
  }
}
