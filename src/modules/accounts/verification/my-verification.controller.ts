import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { UserActor } from '../../../common/auth/actor.ts';
import { CurrentActor, Roles } from '../../../common/auth/auth.decorators.ts';
import { Returns } from '../../../common/http/returns.ts';
import { uploadNotUsable } from '../../files/uploads/uploads.errors.ts';
import { SubmissionsService } from './submissions.service.ts';
import { OwnVerificationView, SubmitVerification } from './verification.dto.ts';
import { approvedAlready } from './verification.errors.ts';
import { VerificationService } from './verification.service.ts';

/** The verification of the signed-in barber. */
@ApiTags('barbers')
@Roles('barber')
@Controller('barbers/me/verification')
export class MyVerificationController {
  constructor(
    private readonly verification: VerificationService,
    private readonly submissions: SubmissionsService,
  ) {}

  @Get()
  @Returns(200, OwnVerificationView)
  get(@CurrentActor() actor: UserActor) {
    return this.verification.own(actor.id);
  }

  @Put()
  @Returns(200, OwnVerificationView, [approvedAlready, uploadNotUsable])
  submit(@CurrentActor() actor: UserActor, @Body({ schema: SubmitVerification }) body: SubmitVerification) {
    return this.submissions.submit(actor, body);
  }
}
