import { Injectable } from '@nestjs/common';
import { InUnitOfWork } from '../../../common/database/unit-of-work.ts';
import type { Barber } from './barber.types.ts';
import { BarbersRepository } from './barbers.repository.ts';
import { ScheduleNews } from './schedule-news.ts';
import { derive } from './bookability.ts';

/** Saves changes of an existing profile together with all derived fields, and tells the screens that show open times. */
@Injectable()
export class BarberWrites {
  constructor(
    private readonly barbers: BarbersRepository,
    private readonly news: ScheduleNews,
  ) {}

  /**
   * Saves `changes`. `barber` must have been read in this unit of work; otherwise derived fields could follow from an old
   * profile.
   */
  @InUnitOfWork()
  async save(barber: Barber, changes: Partial<Barber>): Promise<Barber> {
    const derived = derive({ ...barber, ...changes });
    const after = { ...barber, ...changes, ...derived };
    await this.barbers.update(barber.id, { ...changes, ...derived });
    this.news.tell(barber, after);
    return after;
  }
}
