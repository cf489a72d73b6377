import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '../../common/events/domain-events.ts';
import { AddressesService } from '../../modules/credentials/addresses.service.ts';
import { ForgottenPasswordsService } from '../../modules/credentials/forgotten-passwords.service.ts';
import { WarningsService } from '../../modules/credentials/warnings.service.ts';
import { Subscriber } from './subscriber.ts';

/** Sends codes, the way back in, and warnings. */
@Injectable()
export class AccountsSubscriber extends Subscriber {
  readonly name = 'accounts';
  readonly events = ['user.registered', 'password-reset.requested', 'session.new-device', 'session.reused'] as const;

  constructor(
    private readonly addresses: AddressesService,
    private readonly forgotten: ForgottenPasswordsService,
    private readonly warnings: WarningsService,
  ) {
    super();
  }

  async handle(event: DomainEvent): Promise<void> {
    if (event.name === 'user.registered') await this.addresses.greet(event.payload.userId);
    if (event.name === 'session.new-device') await this.warnings.send('new-device', event);
    if (event.name === 'session.reused') await this.warnings.send('security-alert', event);
    if (event.name === 'password-reset.requested') await this.forgotten.issue(event.payload);
  }
}
