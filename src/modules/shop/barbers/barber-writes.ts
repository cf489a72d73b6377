import { Injectable } from '@nestjs/common';
import { InUnitOfWork } from '../../../common/database/unit-of-work.ts';
import type { Barber } from './barber.types.ts';
import { BarbersRepository } from './barbers.repository.ts';
import { ScheduleNews } from './schedule-news.ts';
import { derive } from './standing.ts';

/** How an existing profile changes: with everything that follows from it, and with word to the screens that show open times. */
@Injectable()
export class BarberWrites {
  constructor(
    private readonly barbers: BarbersRepository,
    private readonly news: ScheduleNews,
  ) {}

  /** `barber` must have been read in this unit of work, or what follows from the profile may follow from an old one. */
  @InUnitOfWork()
  async save(barber: Barber, changes: Partial<Barber>): Promise<Barber> {
    const derived = derive({ ...barber, ...changes });
    const after = { ...barber, ...changes, ...derived };
    await this.barbers.update(barber.id, { ...changes, ...derived });
    this.news.tell(barber, after);
    return after;
  }
}
