import { Injectable } from '@nestjs/common';
import { OutboxRepository } from '../../../common/events/outbox.repository.ts';
import { Clock } from '../../../common/time/clock.ts';
import { plus, SECOND } from '../../../common/time/durations.ts';
import { CalendarsService } from '../../shop/calendars/calendars.service.ts';
import type { IntegrityView } from './integrity.dto.ts';

/** What must be zero counts only from here past its deadline. */
const GRACE_MS = 5 * SECOND;

@Injectable()
export class IntegrityService {
  constructor(
    private readonly calendars: CalendarsService,
    private readonly outbox: OutboxRepository,
    private readonly clock: Clock,
  ) {}

  /** Counts what must never be: overlapping entries on one chair, holds and events that nobody took care of. */
  async report(): Promise<IntegrityView> {
    const late = plus(this.clock.now(), -GRACE_MS);
    return { ...(await this.calendars.inspect(GRACE_MS)), unsentEvents: await this.outbox.countUnsent(late) };
  }
}
