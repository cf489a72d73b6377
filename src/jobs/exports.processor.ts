import { Inject, Injectable, type LoggerService } from '@nestjs/common';
import { CONFIG, type Config } from '../common/config/config.ts';
import { LOGGER } from '../common/logging/logging.tokens.ts';
import { ExportJobsService } from '../modules/exports/export-jobs.service.ts';
import { PeriodicProcessor } from './periodic-processor.ts';

const BATCH = 5;

/** Makes the exports that people asked for, removes those whose time is over. */
@Injectable()
export class ExportsProcessor extends PeriodicProcessor {
  constructor(
    private readonly exports: ExportJobsService,
    @Inject(CONFIG) { SWEEP_INTERVAL_MS }: Config,
    @Inject(LOGGER) logger: LoggerService,
  ) {
    super('exports', SWEEP_INTERVAL_MS, logger);
  }

  async work(): Promise<void> {
    await this.exports.workOff(BATCH, this.stopping);
  }
}
