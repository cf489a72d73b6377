import { Injectable } from '@nestjs/common';
import { ACTIVE } from './booking-transitions.ts';
import { BookingsRepository } from './bookings.repository.ts';
import type { Pair } from './booking.types.ts';

/** Where the visits of a pair stand, whatever became of them. */
export interface PairVisits {
  /** The visit with the latest end. */
  latestId: string;
  latestEnd: Date;
  /** At least one is requested, accepted or in progress. */
  active: boolean;
}

/** Customer and barber as a pair, known by the conversation their bookings carry. */
@Injectable()
export class BookingPairsService {
  constructor(private readonly bookings: BookingsRepository) {}

  /** Null: no booking carries that conversation. */
  async pairOf(conversationId: string): Promise<Pair | null> {
    return this.bookings.findPair(conversationId);
  }

  /** By conversation; those without a booking are not in it. */
  async visitsOf(conversationIds: string[]): Promise<Map<string, PairVisits>> {
    const visits = Map.groupBy(
      await this.bookings.findPairVisits(conversationIds),
      ({ conversationId }) => conversationId,
    );
    return new Map(
      [...visits].map(([conversationId, [latest, ...others]]) => [
        conversationId,
        {
          latestId: latest!.id,
          latestEnd: latest!.endAt,
          active: [latest!, ...others].some(({ status }) => ACTIVE.includes(status)),
        },
      ]),
    );
  }
}
