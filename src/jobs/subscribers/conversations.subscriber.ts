import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '../../common/events/domain-events.ts';
import { BookingsService } from '../../modules/bookings/bookings.service.ts';
import { ConversationsService } from '../../modules/chat/conversations.service.ts';
import { Subscriber } from './subscriber.ts';

/** Lists the conversation of a new pair although nobody has written yet; who writes does not wait for this. */
@Injectable()
export class ConversationsSubscriber extends Subscriber {
  readonly name = 'conversations';
  readonly events = ['booking.created'] as const;

  constructor(
    private readonly bookings: BookingsService,
    private readonly conversations: ConversationsService,
  ) {
    super();
  }

  async handle(event: DomainEvent): Promise<void> {
    if (event.name !== 'booking.created') return;
    const booking = await this.bookings.find(event.payload.bookingId);
    if (booking?.conversationId) await this.conversations.open(booking.conversationId);
  }
}
