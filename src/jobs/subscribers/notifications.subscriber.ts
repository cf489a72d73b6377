import { Injectable } from '@nestjs/common';
import type { DomainEvents } from '../../common/events/domain-events.ts';
import { BookingsService } from '../../modules/booking/bookings/bookings.service.ts';
import type { Booking } from '../../modules/booking/bookings/booking.types.ts';
import { ChatNotificationsService } from '../../modules/chat/chat-notifications.service.ts';
import { NotificationsService } from '../../modules/notify/notifications/notifications.service.ts';
import type { Template } from '../../modules/notify/notifications/notifications.dto.ts';
import { Subscriber, type Handlers } from './subscriber.ts';

type BookingFact = DomainEvents['booking.created'];
/** Who gets a notification: the customer, the barber, or every party that did not cause the event (`others`). */
type Audience = 'customer' | 'barber' | 'others';

/** Turns events into notifications. */
@Injectable()
export class NotificationsSubscriber extends Subscriber {
  readonly name = 'notifications';
  readonly on = {
    'booking.created': (fact) => this.tellOfRequest(fact),
    'booking.accepted': (fact) => this.tell('customer', 'booking-accepted', fact),
    'booking.declined': (fact) => this.tell('customer', 'booking-declined', fact),
    'booking.expired': (fact) => this.tell('customer', 'booking-expired', fact),
    'booking.rescheduled': (fact) => this.tell('others', 'booking-rescheduled', fact),
    'booking.cancelled': (fact) => this.tell('others', 'booking-cancelled', fact),
    'booking.departed': (fact) => this.tell('customer', 'barber-on-the-way', fact),
    'message.created': (message) => this.chat.notifyReceiver(message),
    'user.registered': ({ userId }) => this.notifications.notify([userId], 'welcome', {}),
    'verification.approved': ({ userId, notes }) =>
      this.notifications.notify([userId], 'verification-approved', { notes }),
    'verification.rejected': ({ userId, notes }) =>
      this.notifications.notify([userId], 'verification-rejected', { notes }),
  } satisfies Handlers;

  constructor(
    private readonly notifications: NotificationsService,
    private readonly bookings: BookingsService,
    private readonly chat: ChatNotificationsService,
  ) {
    super();
  }

  /**
   * Notifies the barber of a request. A barber who booked for a guest gets no notification, because there is no request to
   * answer.
   */
  private async tellOfRequest(fact: BookingFact): Promise<void> {
    const booking = await this.bookings.find(fact.bookingId);
    if (booking && booking.history[0]?.by !== 'barber') await this.notify('barber', 'booking-requested', fact, booking);
  }

  private async tell(to: Audience, template: Template, fact: BookingFact): Promise<void> {
    const booking = await this.bookings.find(fact.bookingId);
    if (booking) await this.notify(to, template, fact, booking);
  }

  private async notify(
    to: Audience,
    template: Template,
    { bookingId, version, actorId }: BookingFact,
    booking: Booking,
  ): Promise<void> {
    const userIds = audienceOf(booking, to).filter((userId) => userId !== actorId || to !== 'others');
    const scheduledAt = booking.scheduledAt.toISOString();
    await this.notifications.notify(userIds, template, { bookingId, version, scheduledAt });
  }
}

function audienceOf({ customerId, barberUserId }: Booking, to: Audience): string[] {
  const customer = customerId === null ? [] : [customerId];
  if (to === 'customer') return customer;
  return to === 'barber' ? [barberUserId] : [...customer, barberUserId];
}
