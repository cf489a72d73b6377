import { Injectable } from '@nestjs/common';
import { ClosingService } from '../../modules/accounts/closing/closing.service.ts';
import { Subscriber, type Handlers } from './subscriber.ts';

/** Makes a barber bookable again when they sign in before their closed account is erased. */
@Injectable()
export class ReopeningSubscriber extends Subscriber {
  readonly name = 'reopening';
  readonly on = {
    'user.reopened': ({ userId }) => this.closing.reopen(userId),
  } satisfies Handlers;

  constructor(private readonly closing: ClosingService) {
    super();
  }
}
