import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../common/config/config.ts';
import { notFound } from '../../common/errors/common.errors.ts';
import { Clock } from '../../common/time/clock.ts';
import { BookingPairsService, type PairVisits } from '../booking/bookings/booking-pairs.service.ts';
import type { Pair } from '../booking/bookings/booking.types.ts';
import { isClosed, otherSide, sideOf, userOn } from './chat.policy.ts';
import type { Side } from './chat.schema.ts';

/** The place of one party in a conversation. */
export interface Seat {
  conversationId: string;
  pair: Pair;
  side: Side;
  userId: string;
  otherId: string;
}

/** Decides who may see a conversation and whether the conversation is open. Both follow from the bookings of the two parties. */
@Injectable()
export class ChatAccess {
  constructor(
    private readonly bookings: BookingPairsService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Returns the seat of the user. Throws 404 `not-found` for everybody but the two parties, so for admins too. */
  async seatOf(userId: string, conversationId: string): Promise<Seat> {
    const pair = await this.bookings.pairOf(conversationId);
    const side = pair && sideOf(userId, pair);
    if (!pair || !side) throw notFound();
    return { conversationId, pair, side, userId, otherId: userOn(otherSide(side), pair) };
  }

  pairOf(conversationId: string): Promise<Pair | null> {
    return this.bookings.pairOf(conversationId);
  }

  async isClosed(conversationId: string): Promise<boolean> {
    return (await this.statesOf([conversationId]))(conversationId).closed;
  }

  /**
   * Loads whether these conversations are closed, and the visits of their parties. Returns a function of the conversation's id.
   */
  async statesOf(ids: string[]): Promise<(id: string) => { closed: boolean; visits: PairVisits | undefined }> {
    const visits = await this.bookings.visitsOf(ids);
    const now = this.clock.now();
    return (id) => ({
      closed: isClosed(visits.get(id), now, this.config.CHAT_OPEN_DAYS),
      visits: visits.get(id),
    });
  }
}
