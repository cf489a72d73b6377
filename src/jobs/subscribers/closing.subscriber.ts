import { Injectable } from '@nestjs/common';
import { actingFor } from '../../common/auth/actor.ts';
import type { DomainEvents } from '../../common/events/domain-events.ts';
import { BookingChangesService } from '../../modules/bookings/booking-changes.service.ts';
import { BookingsService } from '../../modules/bookings/bookings.service.ts';
import { PrivacyService } from '../../modules/privacy/privacy.service.ts';
import { Subscriber, type Handlers } from './subscriber.ts';

/** Nobody waits for a visit with somebody who is gone. */
@Injectable()
export class ClosingSubscriber extends Subscriber {
  readonly name = 'closing';
  readonly on = {
    'user.closed': (account) => this.cancelAll(account),
    'user.reopened': ({ userId }) => this.privacy.reopen(userId),
  } satisfies Handlers;

  constructor(
    private readonly bookings: BookingsService,
    private readonly changes: BookingChangesService,
    private readonly privacy: PrivacyService,
  ) {
    super();
  }

  private async cancelAll({ userId }: DomainEvents['user.closed']): Promise<void> {
    const actor = actingFor(userId);
    const query = { status: ['requested' as const, 'accepted' as const], limit: 100 };
    for (let page; (page = await this.bookings.list(actor, query)).items.length;)
      for (const { id, status, barberId, customerId } of page.items) {
        const verb = status === 'requested' && customerId !== userId && barberId ? 'decline' : 'cancel';
        await this.changes.change(actor, id, verb, { reason: 'The account was closed.' });
      }
  }
}
