import { Injectable } from '@nestjs/common';
import { ClosingService } from '../../modules/accounts/closing/closing.service.ts';
import { Subscriber, type Handlers } from './subscriber.ts';

/** Makes a barber bookable again who signed in before the closed account was erased. */
@Injectable()
export class ReopeningSubscriber extends Subscriber {
  readonly name = 'reopening';
  readonly on = {
    'user.reopened': ({ userId }) => this.privacy.reopen(userId),
  } satisfies Handlers;

  constructor(private readonly privacy: ClosingService) {
    super();
  }
}
