import { Injectable } from '@nestjs/common';
import { ACTIVE } from './booking-transitions.ts';
import { BookingsRepository } from './bookings.repository.ts';
import type { Pair } from './booking.types.ts';

/** A summary of all visits of a pair, in any status. */
export interface PairVisits {
  /** The visit with the latest end. */
  latestId: string;
  latestEnd: Date;
  /** True when at least one visit is requested, accepted or in progress. */
  active: boolean;
}

/** Finds the customer and the barber of a conversation, and their visits. Each booking stores the id of the conversation. */
@Injectable()
export class BookingPairsService {
  constructor(private readonly bookings: BookingsRepository) {}

  /** Returns null when no booking has this conversation. */
  async pairOf(conversationId: string): Promise<Pair | null> {
    return this.bookings.findPair(conversationId);
  }

  /** Returns the visits by conversation. Conversations without a booking are missing from the map. */
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
