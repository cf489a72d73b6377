import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import { plain, plainOrNull } from '../../../common/database/plain.ts';
import { InUnitOfWork } from '../../../common/database/unit-of-work.ts';
import { ACTIVE, type BookingStatus } from './booking-transitions.ts';
import type { AgendaRecord, BookingRecord } from './booking.schema.ts';
import type { Pair, Booking, PairVisit } from './booking.types.ts';

export interface ListFilter {
  /** The user as customer or as barber. */
  userId: string;
  status?: BookingStatus[] | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

/**
 * Reads bookings, and touches the agendas of customers. Writes of bookings that must be told are in
 * `booking-store.repository.ts`.
 */
@Injectable()
export class BookingsRepository {
  constructor(
    @InjectModel('Booking') private readonly model: Model<BookingRecord>,
    @InjectModel('Agenda') private readonly agendas: Model<AgendaRecord>,
  ) {}

  async findById(id: string): Promise<Booking | null> {
    return plainOrNull(await this.model.findById(id).lean<BookingRecord>());
  }

  /** Returns bookings, latest visit first, after the position `(scheduledAt, id)` if given. */
  async list(filter: ListFilter, limit: number, after?: { scheduledAt: Date; id: string }): Promise<Booking[]> {
    const { userId, status, from, to } = filter;
    const query: QueryFilter<BookingRecord> = {
      ...(status && { status: { $in: status } }),
      ...((from ?? to) && { scheduledAt: { ...(from && { $gte: from }), ...(to && { $lt: to }) } }),
      ...(after && {
        $or: [{ scheduledAt: { $lt: after.scheduledAt } }, { scheduledAt: after.scheduledAt, _id: { $lt: after.id } }],
      }),
    };
    // The condition is in both branches, so that each branch reads its index in order and MongoDB merges the two.
    const mine = {
      $or: [
        { customerId: userId, ...query },
        { barberUserId: userId, ...query },
      ],
    };
    return (await this.model.find(mine).sort({ scheduledAt: -1, _id: -1 }).limit(limit).lean<BookingRecord[]>()).map(
      plain,
    );
  }

  /** Returns the ids of all bookings of a user, as customer or as barber, in no order. */
  async idsOf(userId: string): Promise<string[]> {
    const mine = { $or: [{ customerId: userId }, { barberUserId: userId }] };
    return (await this.model.find(mine, { _id: 1 }).lean<{ _id: string }[]>()).map(({ _id }) => _id);
  }

  async findMany(ids: string[]): Promise<Booking[]> {
    return (await this.model.find({ _id: { $in: ids } }).lean<BookingRecord[]>()).map(plain);
  }

  /** Makes two writes for one customer collide, so that the second write sees the first. Must run before `findActiveOf`. */
  @InUnitOfWork()
  async touchAgenda(customerId: string): Promise<void> {
    await this.agendas.updateOne({ _id: customerId }, { $inc: { version: 1 } }, { upsert: true });
  }

  async findActiveOf(
    customerId: string,
  ): Promise<Pick<Booking, 'id' | 'status' | 'scheduledAt' | 'endAt' | 'expiresAt'>[]> {
    const fields = { status: 1, scheduledAt: 1, endAt: 1, expiresAt: 1 };
    return (await this.model.find({ customerId, status: { $in: ACTIVE } }, fields).lean<BookingRecord[]>()).map(plain);
  }

  /** Erases the customer's places and words in at most `limit` bookings, and returns the number of bookings. */
  async eraseWordsOf(customerId: string, limit: number): Promise<number> {
    const anyWords = [{ note: { $ne: null } }, { location: { $ne: null } }, { 'history.reason': { $gt: '' } }];
    const filter = { customerId, $or: anyWords };
    const found = await this.model.find(filter, { _id: 1 }).limit(limit).lean<{ _id: string }[]>();
    const words = { note: null, location: null, 'history.$[].reason': '' };
    await this.model.updateMany({ _id: { $in: found.map(({ _id }) => _id) } }, { $set: words });
    return found.length;
  }

  /** Returns the customer and the barber whose bookings have this conversation. */
  async findPair(conversationId: string): Promise<Pair | null> {
    const fields = { customerId: 1, barberId: 1, barberUserId: 1 };
    return this.model.findOne({ conversationId }, fields).lean<Pair>();
  }

  /** Returns every visit of these pairs, the latest end first in each conversation. The index alone answers the query. */
  async findPairVisits(conversationIds: string[]): Promise<PairVisit[]> {
    const rows = await this.model
      .find({ conversationId: { $in: conversationIds } }, { conversationId: 1, endAt: 1, status: 1, _id: 1 })
      .sort({ conversationId: 1, endAt: -1 })
      .lean<(Omit<PairVisit, 'id'> & { _id: string })[]>();
    return rows.map(plain);
  }

  /** Returns expired requests, oldest first. */
  async findExpired(now: Date, limit: number): Promise<Booking[]> {
    const rows = await this.model
      .find({ status: 'requested', expiresAt: { $lte: now } })
      .sort({ expiresAt: 1 })
      .limit(limit)
      .lean<BookingRecord[]>();
    return rows.map(plain);
  }
}
