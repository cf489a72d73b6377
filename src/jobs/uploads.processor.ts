import { Inject, Injectable, type LoggerService } from '@nestjs/common';
import { CONFIG, type Config } from '../common/config/config.ts';
import { LOGGER } from '../common/logging/logging.tokens.ts';
import { UploadChecksService } from '../modules/uploads/upload-checks.service.ts';
import { PeriodicProcessor } from './periodic-processor.ts';

const BATCH = 20;

/** Checks files that were sent, removes those that nothing uses. */
@Injectable()
export class UploadsProcessor extends PeriodicProcessor {
  constructor(
    private readonly checks: UploadChecksService,
    @Inject(CONFIG) { UPLOAD_POLL_MS }: Config,
    @Inject(LOGGER) logger: LoggerService,
  ) {
    super('uploads', UPLOAD_POLL_MS, logger);
  }

  async work(): Promise<void> {
    await this.checks.workOff(BATCH, this.stopping);
  }
}
