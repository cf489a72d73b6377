import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { TicketRecord } from '../identity.schema.ts';

@Injectable()
export class TicketsRepository {
  constructor(@InjectModel('OauthTicket') private readonly model: Model<TicketRecord>) {}

  async insert(ticket: TicketRecord): Promise<void> {
    await this.model.create([ticket]);
  }

  /** Returns false when the ticket existed already. */
  async insertOnce({ _id, expireAt }: TicketRecord): Promise<boolean> {
    const { upsertedCount } = await this.model.updateOne({ _id }, { $setOnInsert: { expireAt } }, { upsert: true });
    return upsertedCount === 1;
  }

  async find(_id: string, now: Date): Promise<TicketRecord | null> {
    return this.model.findOne({ _id, expireAt: { $gt: now } }).lean<TicketRecord>();
  }

  /** Removes and returns a ticket. Of several requests at once, only one gets the ticket. */
  async take(_id: string, now: Date): Promise<TicketRecord | null> {
    return this.model.findOneAndDelete({ _id, expireAt: { $gt: now } }).lean<TicketRecord>();
  }
}
