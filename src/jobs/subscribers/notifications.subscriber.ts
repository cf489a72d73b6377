import { Injectable } from '@nestjs/common';
import type { DomainEvent, EventName } from '../../common/events/domain-events.ts';
import { BookingsService } from '../../modules/bookings/bookings.service.ts';
import type { Booking } from '../../modules/bookings/booking.types.ts';
import { ChatNoticesService } from '../../modules/chat/chat-notices.service.ts';
import { NotificationsService } from '../../modules/notifications/notifications.service.ts';
import type { Template } from '../../modules/notifications/notifications.dto.ts';
import { Subscriber } from './subscriber.ts';

/** Who hears of it: the customer, the barber, or whichever of the two did not do it. */
type Audience = 'customer' | 'barber' | 'others';

const BOOKING_NOTICES: Partial<Record<EventName, { template: Template; to: Audience }>> = {
  'booking.created': { template: 'booking-requested', to: 'barber' },
  'booking.accepted': { template: 'booking-accepted', to: 'customer' },
  'booking.declined': { template: 'booking-declined', to: 'customer' },
  'booking.expired': { template: 'booking-expired', to: 'customer' },
  'booking.rescheduled': { template: 'booking-rescheduled', to: 'others' },
  'booking.cancelled': { template: 'booking-cancelled', to: 'others' },
  'booking.departed': { template: 'barber-on-the-way', to: 'customer' },
};

/** Turns facts into notification rows. */
@Injectable()
export class NotificationsSubscriber extends Subscriber {
  readonly name = 'notifications';
  readonly events = [
    ...(Object.keys(BOOKING_NOTICES) as EventName[]),
    'message.created',
    'user.registered',
    'verification.approved',
    'verification.rejected',
  ] as const;

  constructor(
    private readonly notifications: NotificationsService,
    private readonly bookings: BookingsService,
    private readonly chat: ChatNoticesService,
  ) {
    super();
  }

  async handle(event: DomainEvent): Promise<void> {
    if (event.name === 'user.registered') return this.notifications.notify([event.payload.userId], 'welcome', {});
    if (event.name === 'message.created') return this.chat.notifyReceiver(event.payload);
    if (event.name === 'verification.approved' || event.name === 'verification.rejected') {
      const template = event.name === 'verification.approved' ? 'verification-approved' : 'verification-rejected';
      return this.notifications.notify([event.payload.userId], template, { notes: event.payload.notes });
    }
    if ('bookingId' in event.payload) await this.aboutBooking(event.name, event.payload);
  }

  private async aboutBooking(
    name: EventName,
    fact: { bookingId: string; version: number; actorId: string | null },
  ): Promise<void> {
    const notice = BOOKING_NOTICES[name];
    const booking = notice && (await this.bookings.find(fact.bookingId));
    if (!booking || (name === 'booking.created' && booking.history[0]?.by === 'barber')) return;
    const to = audienceOf(booking, notice.to).filter((userId) => userId !== fact.actorId || notice.to !== 'others');
    const { bookingId, version } = fact;
    await this.notifications.notify(to, notice.template, {
      bookingId,
      version,
      scheduledAt: booking.scheduledAt.toISOString(),
    });
  }
}

function audienceOf({ customerId, barberUserId }: Booking, to: Audience): string[] {
  const customer = customerId === null ? [] : [customerId];
  if (to === 'customer') return customer;
  return to === 'barber' ? [barberUserId] : [...customer, barberUserId];
}
