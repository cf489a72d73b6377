import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { UserActor } from '../../../common/auth/actor.ts';
import { CurrentActor } from '../../../common/auth/auth.decorators.ts';
import { Returns } from '../../../common/http/returns.ts';
import { accountExists } from '../users/users.errors.ts';
import { AddressesService } from './addresses.service.ts';
import { ChangeEmail, ChangePassword, ChangePhone, Done } from './credentials.dto.ts';
import { alreadyVerified, signInAgain, wrongPassword } from './credentials.errors.ts';
import { NewPasswordsService } from './passwords/new-passwords.service.ts';
import { ReauthenticationService } from './passwords/reauthentication.service.ts';

/** The password and addresses with which the user signs in. Every change requires the current password. */
@ApiTags('me')
@Controller('me')
export class MyCredentialsController {
  constructor(
    private readonly addresses: AddressesService,
    private readonly passwords: NewPasswordsService,
    private readonly reauthentication: ReauthenticationService,
  ) {}

  @Post('password')
  @Returns(200, Done, [signInAgain, wrongPassword])
  async changePassword(@CurrentActor() actor: UserActor, @Body({ schema: ChangePassword }) body: ChangePassword) {
    await this.passwords.change(actor, body);
    return {};
  }

  @Post('email')
  @Returns(202, Done, [accountExists, alreadyVerified, signInAgain, wrongPassword])
  async changeEmail(@CurrentActor() actor: UserActor, @Body({ schema: ChangeEmail }) { email, password }: ChangeEmail) {
    await this.reauthentication.prove(actor, password);
    await this.addresses.change(actor, 'email', email);
    return {};
  }

  @Post('phone')
  @Returns(202, Done, [accountExists, alreadyVerified, signInAgain, wrongPassword])
  async changePhone(@CurrentActor() actor: UserActor, @Body({ schema: ChangePhone }) { phone, password }: ChangePhone) {
    await this.reauthentication.prove(actor, password);
    await this.addresses.change(actor, 'phone', phone);
    return {};
  }
}
