import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { UserActor } from '../../../common/auth/actor.ts';
import { CurrentActor, Public } from '../../../common/auth/auth.decorators.ts';
import { Returns } from '../../../common/http/returns.ts';
import { Limited } from '../../../common/limits/limit.guards.ts';
import { UserView } from '../users/users.dto.ts';
import { accountExists } from '../users/users.errors.ts';
import { AddressesService } from './addresses.service.ts';
import { Done, ForgotPassword, ResendCode, ResetPassword, VerifyCode } from './credentials.dto.ts';
import { alreadyVerified, codeInvalid, resetInvalid } from './credentials.errors.ts';
import { NewPasswordsService } from './passwords/new-passwords.service.ts';
import { ResetRequestsService } from './passwords/reset-requests.service.ts';

@ApiTags('auth')
@Controller('auth')
export class CredentialsController {
  constructor(
    private readonly addresses: AddressesService,
    private readonly resetRequests: ResetRequestsService,
    private readonly passwords: NewPasswordsService,
  ) {}

  @Post('verify')
  @Returns(200, UserView, [accountExists, codeInvalid])
  verify(@CurrentActor() actor: UserActor, @Body({ schema: VerifyCode }) { code }: VerifyCode) {
    return this.addresses.verify(actor, code);
  }

  @Post('verify/resend')
  @Limited('account-work')
  @Returns(202, Done, [alreadyVerified])
  async resend(@CurrentActor() actor: UserActor, @Body({ schema: ResendCode }) { kind }: ResendCode) {
    await this.addresses.resend(actor, kind);
    return {};
  }

  @Public()
  @Post('forgot-password')
  @Limited('account-work')
  @Returns(202, Done)
  async forgot(@Body({ schema: ForgotPassword }) { email, phone }: ForgotPassword) {
    await this.resetRequests.ask(email === undefined ? { phone: phone! } : { email });
    return {};
  }

  @Public()
  @Post('reset-password')
  @Limited('account-work')
  @Returns(200, Done, [resetInvalid])
  async reset(@Body({ schema: ResetPassword }) body: ResetPassword) {
    await this.passwords.reset(body);
    return {};
  }
}
