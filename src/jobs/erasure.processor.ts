import { Inject, Injectable, type LoggerService } from '@nestjs/common';
import { CONFIG, type Config } from '../common/config/config.ts';
import { LOGGER } from '../common/logging/logging.tokens.ts';
import { PrivacyService } from '../modules/privacy/privacy.service.ts';
import { PeriodicProcessor } from './periodic-processor.ts';

const BATCH = 100;

/** Erases accounts whose time is over. */
@Injectable()
export class ErasureProcessor extends PeriodicProcessor {
  constructor(
    private readonly privacy: PrivacyService,
    @Inject(CONFIG) { SWEEP_INTERVAL_MS }: Config,
    @Inject(LOGGER) logger: LoggerService,
  ) {
    super('erasure', SWEEP_INTERVAL_MS, logger);
  }

  async work(): Promise<void> {
    while ((await this.privacy.eraseDue(BATCH, this.stopping)) === BATCH);
  }
}
