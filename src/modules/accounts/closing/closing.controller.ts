import { Controller, Delete } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { UserActor } from '../../../common/auth/actor.ts';
import { CurrentActor } from '../../../common/auth/auth.decorators.ts';
import { Returns } from '../../../common/http/returns.ts';
import { lastAdmin } from '../users/users.errors.ts';
import { ClosingService } from './closing.service.ts';

@ApiTags('me')
@Controller('me')
export class PrivacyController {
  constructor(private readonly closing: ClosingService) {}

  /** Closes the account at once. The account is erased after ACCOUNT_GRACE_DAYS, unless somebody signs in before. */
  @Delete()
  @Returns(204, undefined, [lastAdmin])
  close(@CurrentActor() actor: UserActor) {
    return this.closing.close(actor);
  }
}
