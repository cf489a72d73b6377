import { Injectable } from '@nestjs/common';
import { InUnitOfWork, UnitOfWork } from '../../../../common/database/unit-of-work.ts';
import type { EventName } from '../../../../common/events/domain-events.ts';
import { EventRecorder } from '../../../../common/events/event-recorder.ts';
import { RealtimeBus } from '../../../../common/realtime/realtime-bus.ts';
import { rooms } from '../../../../common/realtime/rooms.ts';
import { FeedService } from '../../../notify/feed/feed.service.ts';
import { BookingPeople } from '../booking-people.ts';
import type { Party } from '../booking-transitions.ts';
import type { Booking } from '../booking.types.ts';
import type { BookingChanged, BookingView, People } from '../bookings.dto.ts';
import { isTravelling } from '../bookings.policy.ts';

type BookingEvent = Extract<EventName, `booking.${string}`>;

/** The party that acts, and the names that views show. */
export interface ActingParty {
  party: Party;
  /** Null for the system. */
  actorId: string | null;
  people: People;
}

/** Tells both parties and the system about a change of a booking. Part of `BookingWrites`. */
@Injectable()
export class BookingNews {
  constructor(
    private readonly events: EventRecorder,
    private readonly feed: FeedService,
    private readonly people: BookingPeople,
    private readonly unitOfWork: UnitOfWork,
    private readonly bus: RealtimeBus,
  ) {}

  /**
   * Records the domain events, sends each party its view, and tells admins who watch the booking to load the booking again.
   * Returns the view of the acting party.
   */
  @InUnitOfWork()
  async tell(
    names: BookingEvent | BookingEvent[],
    booking: Booking,
    { party, actorId, people }: ActingParty,
  ): Promise<BookingView> {
    const { id, barberId, version, customerId, barberUserId } = booking;
    await this.events.record(names, { bookingId: id, barberId, version, actorId });
    const viewOf = (side: Party) => this.people.toView(booking, side, people);
    const tell = (userId: string, side: Party) =>
      this.feed.tell(userId, 'booking.updated', viewOf(side), `booking:${id}:${version}`);
    if (customerId !== null) tell(customerId, 'customer');
    if (customerId !== barberUserId) tell(barberUserId, 'barber');
    const changed: BookingChanged = { bookingId: id, version };
    this.unitOfWork.afterCommit(() => this.bus.emit(rooms.onlookers(id), 'booking.changed', changed));
    // After any change that ends the journey nobody may see the barber's location. Every node that shows the location gets this
    // message.
    if (booking.location && !isTravelling(booking))
      this.unitOfWork.afterCommit(() => this.bus.tellNodes('trip-ended', { bookingId: id }));
    return viewOf(party);
  }
}
