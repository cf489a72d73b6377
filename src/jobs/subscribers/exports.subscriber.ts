import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '../../common/events/domain-events.ts';
import { ExportsService } from '../../modules/exports/exports.service.ts';
import { Subscriber } from './subscriber.ts';

/** An account that is suspended may be in wrong hands: what was made ready for it is removed, and the link in the mail ends. */
@Injectable()
export class ExportsSubscriber extends Subscriber {
  readonly name = 'exports';
  readonly events = ['user.suspended'] as const;

  constructor(private readonly exports: ExportsService) {
    super();
  }

  async handle(event: DomainEvent): Promise<void> {
    if (event.name === 'user.suspended') await this.exports.withdraw(event.payload.userId);
  }
}
