import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { UserActor } from '../../common/auth/actor.ts';
import { CurrentActor } from '../../common/auth/auth.decorators.ts';
import { Returns } from '../../common/http/returns.ts';
import { AddressesService } from './addresses.service.ts';
import { ChangeEmail, ChangePassword, ChangePhone, Done } from './credentials.dto.ts';
import { NewPasswordsService } from './new-passwords.service.ts';

/** What an account is signed in with; every change asks for the present password. */
@ApiTags('me')
@Controller('me')
export class MyCredentialsController {
  constructor(
    private readonly addresses: AddressesService,
    private readonly passwords: NewPasswordsService,
  ) {}

  @Post('password')
  @Returns(200, Done, [400, 401, 422, 429])
  async changePassword(@CurrentActor() actor: UserActor, @Body({ schema: ChangePassword }) body: ChangePassword) {
    await this.passwords.change(actor, body);
    return {};
  }

  @Post('email')
  @Returns(202, Done, [400, 401, 409, 422, 429])
  async changeEmail(@CurrentActor() actor: UserActor, @Body({ schema: ChangeEmail }) { email, password }: ChangeEmail) {
    await this.passwords.mustKnow(actor, password);
    await this.addresses.change(actor, 'email', email);
    return {};
  }

  @Post('phone')
  @Returns(202, Done, [400, 401, 409, 422, 429])
  async changePhone(@CurrentActor() actor: UserActor, @Body({ schema: ChangePhone }) { phone, password }: ChangePhone) {
    await this.passwords.mustKnow(actor, password);
    await this.addresses.change(actor, 'phone', phone);
    return {};
  }
}
