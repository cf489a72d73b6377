import { Injectable } from '@nestjs/common';
import { BookingsService } from '../../modules/booking/bookings/bookings.service.ts';
import { ConversationsService } from '../../modules/chat/conversations.service.ts';
import { Subscriber, type Handlers } from './subscriber.ts';

/**
 * Opens the conversation of a new pair, so that lists show it before the first message. A first message does not wait for this.
 */
@Injectable()
export class ConversationsSubscriber extends Subscriber {
  readonly name = 'conversations';
  readonly on = {
    'booking.created': ({ bookingId }) => this.openFor(bookingId),
  } satisfies Handlers;

  constructor(
    private readonly bookings: BookingsService,
    private readonly conversations: ConversationsService,
  ) {
    super();
  }

  private async openFor(bookingId: string): Promise<void> {
    const booking = await this.bookings.find(bookingId);
    if (booking?.conversationId) await this.conversations.open(booking.conversationId);
  }
}
