import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../common/config/config.ts';
import { notFound } from '../../common/errors/common.errors.ts';
import { Clock } from '../../common/time/clock.ts';
import { BookingPairsService, type PairVisits } from '../booking/bookings/booking-pairs.service.ts';
import type { Pair } from '../booking/bookings/booking.types.ts';
import { isClosed, otherSide, sideOf, userOn } from './chat.policy.ts';
import type { Side } from './chat.schema.ts';

/** One of the two parties, looking at the conversation. */
export interface Seat {
  conversationId: string;
  pair: Pair;
  side: Side;
  userId: string;
  otherId: string;
}

/** Who may see a conversation, and whether it is open: both follow from the bookings of the two. */
@Injectable()
export class ChatAccess {
  constructor(
    private readonly bookings: BookingPairsService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Throws 404 `not-found` for everybody but the two, admins too. */
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
    return (await this.standings([conversationId]))(conversationId).closed;
  }

  /** Whether these are closed, and their latest visits. */
  async standings(ids: string[]): Promise<(id: string) => { closed: boolean; visits: PairVisits | undefined }> {
    const visits = await this.bookings.visitsOf(ids);
    const now = this.clock.now();
    return (id) => ({
      closed: isClosed(visits.get(id), now, this.config.CHAT_OPEN_DAYS),
      visits: visits.get(id),
    });
  }
}
