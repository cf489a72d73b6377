import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../common/auth/actor.ts';
import { CurrentActor, Roles } from '../../common/auth/auth.decorators.ts';
import { Returns } from '../../common/http/returns.ts';
import { OwnVerificationView } from './verification.dto.ts';
import { VerificationService } from './verification.service.ts';

/** Where the signed-in barber's verification stands. */
@ApiTags('barbers')
@Roles('barber')
@Controller('barbers/me/verification')
export class MyVerificationController {
  constructor(private readonly verification: VerificationService) {}

  @Get()
  @Returns(200, OwnVerificationView, [401, 403])
  get(@CurrentActor() actor: Actor) {
    return this.verification.own(actor);
  }
}
