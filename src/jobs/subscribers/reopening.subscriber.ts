import { Injectable } from '@nestjs/common';
import { AccountStandingService } from '../../modules/accounts/standing/account-standing.service.ts';
import { Subscriber, type Handlers } from './subscriber.ts';

/** Makes a barber bookable again when the barber signs in before the closed account is erased. */
@Injectable()
export class ReopeningSubscriber extends Subscriber {
  readonly name = 'reopening';
  readonly on = {
    'user.reopened': ({ userId }) => this.standing.reopen(userId),
  } satisfies Handlers;

  constructor(private readonly standing: AccountStandingService) {
    super();
  }
}
