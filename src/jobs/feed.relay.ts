import { Inject, Injectable, type LoggerService } from '@nestjs/common';
import { CONFIG, type Config } from '../common/config/config.ts';
import { LOGGER } from '../common/logging/logging.tokens.ts';
import { Clock } from '../common/time/clock.ts';
import { FeedService } from '../modules/feed/feed.service.ts';
import { PeriodicProcessor } from './periodic-processor.ts';

/** Whoever commits a message sends it within milliseconds; after this he is dead, or had no way to the other nodes. */
const LATE_MS = 1_000;
const BATCH = 500;

/** Sends durable messages that their writer committed and did not send. */
@Injectable()
export class FeedRelay extends PeriodicProcessor {
  constructor(
    private readonly feed: FeedService,
    private readonly clock: Clock,
    @Inject(CONFIG) { SWEEP_INTERVAL_MS }: Config,
    @Inject(LOGGER) logger: LoggerService,
  ) {
    super('feed relay', SWEEP_INTERVAL_MS, logger);
  }

  async work(): Promise<void> {
    await this.feed.sendUnsent(new Date(this.clock.now().getTime() - LATE_MS), BATCH);
  }
}
