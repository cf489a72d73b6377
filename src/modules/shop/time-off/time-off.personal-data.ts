import { Injectable } from '@nestjs/common';
import { PersonalData } from '../../../common/privacy/personal-data.ts';
import { PersonalDataRegistry } from '../../../common/privacy/personal-data.registry.ts';
import { BarbersService } from '../barbers/barbers.service.ts';
import { toTimeOffView } from './time-off.dto.ts';
import { TimeOffRepository, type TimeOff } from './time-off.repository.ts';

const PAGE = 100;
/** Number of documents that one update erases. */
const BATCH = 500;
const BEGINNING = new Date(0);

/** Exports time off, and erases its reasons. */
@Injectable()
export class TimeOffPersonalData extends PersonalData {
  readonly module = 'time-off';
  override readonly files = [
    {
      name: 'time-off',
      about: 'your time off as a barber',
      collections: ['time_off'],
      rows: (userId: string) => this.timeOffOf(userId),
    },
  ];

  constructor(
    registry: PersonalDataRegistry,
    private readonly timeOff: TimeOffRepository,
    private readonly barbers: BarbersService,
  ) {
    super(registry);
  }

  /** Erases the reasons. The times stay, like the times of visits, because the calendar contains them. */
  override async erase(userId: string): Promise<void> {
    const barber = await this.barbers.find(userId);
    if (!barber) return;
    while ((await this.timeOff.eraseReasonsOf(barber.id, BATCH)) === BATCH);
  }

  /** Yields all time off, past and future. Yields nothing for a user who is not a barber. */
  private async *timeOffOf(userId: string): AsyncGenerator<object> {
    const barber = await this.barbers.find(userId);
    if (!barber) return;
    let last: TimeOff | undefined;
    do {
      const page = await this.timeOff.list(barber.id, BEGINNING, PAGE, last);
      yield* page.map(toTimeOffView);
      last = page[PAGE - 1];
    } while (last);
  }
}
