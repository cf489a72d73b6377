import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import type { EventName } from '../../common/events/domain-events.ts';
import { EventRecorder } from '../../common/events/event-recorder.ts';
import { RealtimeBus } from '../../common/realtime/realtime-bus.ts';
import { rooms } from '../../common/realtime/rooms.ts';
import { FeedService } from '../feed/feed.service.ts';
import { BookingPeople } from './booking-people.ts';
import type { Party } from './booking-transitions.ts';
import type { BookingChanged, People } from './bookings.dto.ts';
import { isTravelling } from './bookings.policy.ts';
import type { Booking } from './booking.types.ts';

type BookingEvent = Extract<EventName, `booking.${string}`>;

/** Says in the caller's unit of work what became of a booking: to the system as facts, to both parties as the view each may see, to admins who look that there is something to load. */
@Injectable()
export class BookingNews {
  constructor(
    private readonly events: EventRecorder,
    private readonly feed: FeedService,
    private readonly people: BookingPeople,
    private readonly unitOfWork: UnitOfWork,
    private readonly bus: RealtimeBus,
  ) {}

  async record(
    names: BookingEvent | BookingEvent[],
    booking: Booking,
    people: People,
    actorId: string | null,
  ): Promise<void> {
    const { id, barberId, version, customerId, barberUserId } = booking;
    await this.events.record(names, { bookingId: id, barberId, version, actorId });
    const tell = (userId: string, party: Party) =>
      this.feed.tell(userId, 'booking.updated', this.people.toView(booking, party, people), `booking:${id}:${version}`);
    if (customerId !== null) tell(customerId, 'customer');
    if (customerId !== barberUserId) tell(barberUserId, 'barber');
    const changed: BookingChanged = { bookingId: id, version };
    this.unitOfWork.afterCommit(() => this.bus.emit(rooms.onlookers(id), 'booking.changed', changed));
    // Whatever it was: from now on nobody may see where the barber is. Who shows it hears so on every node.
    if (booking.location && !isTravelling(booking))
      this.unitOfWork.afterCommit(() => this.bus.tellNodes('trip-ended', { bookingId: id }));
  }
}
