import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '../../common/events/domain-events.ts';
import { AddressesService } from '../../modules/credentials/addresses.service.ts';
import { ForgottenPasswordsService } from '../../modules/credentials/forgotten-passwords.service.ts';
import { Subscriber } from './subscriber.ts';

/** Sends codes and the way back in. */
@Injectable()
export class AccountsSubscriber extends Subscriber {
  readonly name = 'accounts';
  readonly events = ['user.registered', 'password-reset.requested'] as const;

  constructor(
    private readonly addresses: AddressesService,
    private readonly forgotten: ForgottenPasswordsService,
  ) {
    super();
  }

  async handle(event: DomainEvent): Promise<void> {
    if (event.name === 'user.registered') await this.addresses.greet(event.payload.userId);
    if (event.name === 'password-reset.requested') await this.forgotten.issue(event.payload);
  }
}
