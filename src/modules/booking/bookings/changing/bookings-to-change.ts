import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../../../common/auth/actor.ts';
import { CONFIG, type Config } from '../../../../common/config/config.ts';
import { forbidden, notFound } from '../../../../common/errors/common.errors.ts';
import { Clock } from '../../../../common/time/clock.ts';
import { BookingPeople } from '../booking-people.ts';
import { transitionOf, type Party, type Verb } from '../booking-transitions.ts';
import type { Booking } from '../booking.types.ts';
import type { People } from '../bookings.dto.ts';
import { illegalTransition, notBookable, staleVersion, tooEarly } from '../bookings.errors.ts';
import { earliestFor, mayDo, partyOf } from '../bookings.policy.ts';
import { BookingsRepository } from '../bookings.repository.ts';

interface Found {
  booking: Booking;
  party: Party;
}

/** Reads bookings before a change, and throws every refusal that needs no write. */
@Injectable()
export class BookingsToChange {
  constructor(
    private readonly bookings: BookingsRepository,
    private readonly people: BookingPeople,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Throws `not-found` (404) without a relation, `forbidden` (403) for the wrong party, `too-early` and `not-bookable` (422). */
  async forVerb(actor: Actor, id: string, verb: Exclude<Verb, 'reschedule'>): Promise<Found & { people: People }> {
    const found = await this.find(actor, id, verb);
    this.mustNotBeEarly(found.booking, verb);
    const people = await this.people.of(found.booking);
    if (transitionOf(verb).approvedOnly && !people.approved) throw notBookable();
    return { ...found, people };
  }

  /**
   * Throws `not-found` and `forbidden` like `forVerb`, and `illegal-transition` and `stale-version` (409) early, before anything
   * is computed.
   */
  async forMove(actor: Actor, id: string, version: number | undefined): Promise<Found> {
    const found = await this.find(actor, id, 'reschedule');
    const { status, expiresAt, version: present } = found.booking;
    if (version !== undefined && version !== present) throw staleVersion();
    const ranOut = expiresAt !== null && expiresAt <= this.clock.now();
    if (!transitionOf('reschedule').from.includes(status) || ranOut) throw illegalTransition();
    return found;
  }

  /** Yields at most `limit` expired requests, oldest first. The people of a request are read when its turn comes. */
  async *expired(limit: number): AsyncGenerator<{ booking: Booking; people: People }> {
    for (const booking of await this.bookings.findExpired(this.clock.now(), limit))
      yield { booking, people: await this.people.of(booking) };
  }

  private async find(actor: Actor, id: string, verb: Verb): Promise<Found> {
    const booking = await this.bookings.findById(id);
    const party = booking && partyOf(actor, booking);
    if (!booking || !party) throw notFound();
    if (!mayDo(party, verb)) throw forbidden();
    return { booking, party };
  }

  /** Throws `too-early` for a change that the guarded update would allow. */
  private mustNotBeEarly(booking: Booking, verb: Verb): void {
    const earliest = earliestFor(verb, booking, this.config);
    if (earliest && transitionOf(verb).from.includes(booking.status) && this.clock.now() < earliest) throw tooEarly();
  }
}
