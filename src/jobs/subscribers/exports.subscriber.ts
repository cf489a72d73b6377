import { Injectable } from '@nestjs/common';
import { ExportsService } from '../../modules/records/exports/exports.service.ts';
import { Subscriber, type Handlers } from './subscriber.ts';

/** A suspended account may be in the wrong hands, so its finished export is removed and the link in the mail ends. */
@Injectable()
export class ExportsSubscriber extends Subscriber {
  readonly name = 'exports';
  readonly on = {
    'user.suspended': ({ userId }) => this.exports.withdraw(userId),
  } satisfies Handlers;

  constructor(private readonly exports: ExportsService) {
    super();
  }
}
