import { Injectable } from '@nestjs/common';
import { OutboxRepository } from '../../../common/events/outbox.repository.ts';
import { Clock } from '../../../common/time/clock.ts';
import { plus, SECOND } from '../../../common/time/durations.ts';
import { CalendarsService } from '../../shop/calendars/calendars.service.ts';
import type { IntegrityView } from './integrity.dto.ts';

/** Holds and events count only when they are this many milliseconds past their deadline. */
const GRACE_MS = 5 * SECOND;

@Injectable()
export class IntegrityService {
  constructor(
    private readonly calendars: CalendarsService,
    private readonly outbox: OutboxRepository,
    private readonly clock: Clock,
  ) {}

  /** Counts what must never exist: overlapping entries on one chair, and holds and events that nothing handled in time. */
  async report(): Promise<IntegrityView> {
    const late = plus(this.clock.now(), -GRACE_MS);
    return { ...(await this.calendars.inspect(GRACE_MS)), unsentEvents: await this.outbox.countUnsent(late) };
  }
}
