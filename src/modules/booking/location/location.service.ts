import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { UserActor } from '../../../common/auth/actor.ts';
import { forbidden, notFound } from '../../../common/errors/common.errors.ts';
import { distanceBetween } from '../../../common/geo/geo.ts';
import { RealtimeBus } from '../../../common/realtime/realtime-bus.ts';
import { rooms } from '../../../common/realtime/rooms.ts';
import { Clock } from '../../../common/time/clock.ts';
import { isTravelling, partyOf, sideOf } from '../bookings/bookings.policy.ts';
import type { Booking } from '../bookings/booking.types.ts';
import { estimate, type Eta } from './eta.ts';
import type { Fix, LatestLocation, Pace, ReportAnswer, ReportLocation } from './location.dto.ts';
import { locationNotShared } from './location.errors.ts';
import { LocationStore } from './location.store.ts';
import { paceFor } from './pace.ts';
import { isPlausible } from './plausible.ts';
import { Router } from './router.ts';
import { Trips } from './trips.ts';

/**
 * Shares the barber's location between depart and start with the two parties of that booking. After the commit of every change
 * that ends a trip, all nodes get the message `trip-ended`: the key is deleted, and with the key the right to report and to see
 * positions that still wait for a slow reader. If that message is lost, the next report finds within a second that the booking
 * has changed; without a report nobody gets anything, and the key expires. The rooms stay as they are, because the parties stay
 * the same and the barber may set off again to a visit that was moved.
 */
@Injectable()
export class LocationService implements OnModuleInit {
  constructor(
    private readonly trips: Trips,
    private readonly store: LocationStore,
    private readonly router: Router,
    private readonly bus: RealtimeBus,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.bus.onTold('trip-ended', ({ bookingId }) => {
      this.trips.forget(bookingId);
      void this.store.end(bookingId).catch(() => undefined);
    });
  }

  /**
   * Returns the room for a user who watches this booking, at any time. The parties join the room of the journey; an admin joins
   * the room of onlookers. Throws `not-found` for everybody else.
   */
  async roomFor(actor: UserActor, bookingId: string): Promise<string> {
    const party = partyOf(actor, await this.trips.recent(bookingId));
    if (!party) throw notFound();
    return party === 'admin' ? rooms.onlookers(bookingId) : rooms.journey(bookingId);
  }

  /**
   * Returns the last fix and the estimate from there. The answer is empty outside the trip, and for a user who is not a party to
   * the booking.
   */
  async latest(userId: string, bookingId: string): Promise<LatestLocation> {
    const booking = await this.trips.recent(bookingId);
    const fix = sideOf(userId, booking) && isTravelling(booking) && (await this.store.find(bookingId))?.fix;
    return fix ? { fix, eta: await this.etaFrom(fix, booking) } : {};
  }

  /** Returns whether positions of this journey may still be shown. */
  async isShared(bookingId: string): Promise<boolean> {
    return isTravelling(await this.trips.recent(bookingId)) && (await this.store.find(bookingId)) !== null;
  }

  /** Starts sharing. Throws `not-found`, `forbidden` for the customer, and `location-not-shared` outside the trip. */
  async share(actor: UserActor, bookingId: string): Promise<Pace> {
    const booking = await this.trips.read(bookingId);
    mustDrive(actor, booking);
    await this.mustTravel(booking);
    await this.store.open(bookingId);
    // Check again: a trip that ended in between did not find a key to delete.
    await this.mustTravel(await this.trips.read(bookingId));
    return this.paceFor(booking, (await this.store.find(bookingId))?.fix, await this.isWatched(bookingId));
  }

  /** Stores a position until the next one. Throws the same problems as `share`; a fix that is not plausible is dropped. */
  async report(actor: UserActor, { bookingId, lat, lng, heading, at }: ReportLocation): Promise<ReportAnswer> {
    const booking = await this.trips.recent(bookingId);
    mustDrive(actor, booking);
    await this.mustTravel(booking);
    const last = await this.store.find(bookingId);
    if (!last) throw locationNotShared();
    const fix = { lat, lng, ...(heading !== undefined && { heading }), at: new Date(at).toISOString() };
    const accepted = isPlausible(fix, last.fix, this.clock.now());
    if (accepted) await this.move(bookingId, fix);
    const isWatched = await this.isWatched(bookingId);
    // This call is not awaited, because a routing service may take seconds.
    if (accepted && isWatched) void this.tellEta(fix, booking).catch(() => undefined);
    return { ...this.paceFor(booking, accepted ? fix : last.fix, isWatched), accepted };
  }

  /** Stops sharing until the next `share`. Throws `not-found`, and `forbidden` for the customer. */
  async stop(actor: UserActor, bookingId: string): Promise<void> {
    mustDrive(actor, await this.trips.recent(bookingId));
    await this.store.end(bookingId);
    this.bus.tellNodes('trip-ended', { bookingId });
  }

  private async move(bookingId: string, fix: Fix): Promise<void> {
    if (!(await this.store.replace(bookingId, fix))) throw locationNotShared();
    this.tell('location.updated', bookingId, fix);
  }

  private async tellEta(fix: Fix, booking: Booking): Promise<void> {
    const eta = await this.etaFrom(fix, booking);
    // Meanwhile there may be a newer fix, or sharing may have ended.
    if ((await this.store.find(booking.id))?.fix?.at === fix.at) this.tell('eta.updated', booking.id, eta);
  }

  private tell(name: string, bookingId: string, data: Fix | Eta): void {
    this.bus.tellNodes('journey', { bookingId, name, data });
  }

  private async etaFrom(fix: Fix, { location, timezone }: Booking): Promise<Eta> {
    const to = location!.coordinates;
    return estimate(await this.router.seconds({ from: [fix.lng, fix.lat], to, at: this.clock.now(), timezone }));
  }

  private isWatched(bookingId: string): Promise<boolean> {
    return this.bus.isOccupied(rooms.journey(bookingId));
  }

  private paceFor({ location }: Booking, fix: Fix | undefined, isWatched: boolean): Pace {
    const metres = fix ? distanceBetween([fix.lng, fix.lat], location!.coordinates) : Infinity;
    return { everySeconds: paceFor(metres, isWatched) };
  }

  private async mustTravel(booking: Booking): Promise<void> {
    if (isTravelling(booking)) return;
    await this.store.end(booking.id);
    throw locationNotShared();
  }
}

function mustDrive({ id }: UserActor, booking: Booking): void {
  if (!sideOf(id, booking)) throw notFound();
  if (id !== booking.barberUserId) throw forbidden('Only the barber can share their location.');
}
