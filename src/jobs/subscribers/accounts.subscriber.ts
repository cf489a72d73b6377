import { Injectable } from '@nestjs/common';
import { AddressesService } from '../../modules/accounts/credentials/addresses.service.ts';
import { ForgottenPasswordsService } from '../../modules/accounts/credentials/passwords/forgotten-passwords.service.ts';
import { WarningsService } from '../../modules/accounts/credentials/warnings.service.ts';
import { Subscriber, type Handlers } from './subscriber.ts';

/** Sends codes, new passwords and warnings. */
@Injectable()
export class AccountsSubscriber extends Subscriber {
  readonly name = 'accounts';
  readonly on = {
    'user.registered': ({ userId }) => this.addresses.sendFirstCodes(userId),
    'password-reset.requested': (request) => this.forgotten.issue(request),
    'session.new-device': (_, event) => this.warnings.send('new-device', event),
    'session.reused': (_, event) => this.warnings.send('security-alert', event),
  } satisfies Handlers;

  constructor(
    private readonly addresses: AddressesService,
    private readonly forgotten: ForgottenPasswordsService,
    private readonly warnings: WarningsService,
  ) {
    super();
  }
}
