import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { UserActor } from '../../../common/auth/actor.ts';
import { CurrentActor } from '../../../common/auth/auth.decorators.ts';
import { Returns } from '../../../common/http/returns.ts';
import { uploadNotUsable } from '../../files/uploads/uploads.errors.ts';
import { ChangeMe, UserView } from './users.dto.ts';
import { UsersService } from './users.service.ts';

/** The signed-in user's own account. */
@ApiTags('me')
@Controller('me')
export class MeController {
  constructor(private readonly users: UsersService) {}

  @Get()
  @Returns(200, UserView)
  get(@CurrentActor() actor: UserActor) {
    return this.users.view(actor.id);
  }

  @Patch()
  @Returns(200, UserView, [uploadNotUsable])
  change(@CurrentActor() actor: UserActor, @Body({ schema: ChangeMe }) body: ChangeMe) {
    return this.users.update(actor.id, body);
  }
}
