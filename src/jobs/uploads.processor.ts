import { Inject, Injectable } from '@nestjs/common';
import type { LoggerService, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { CONFIG } from '../common/config/config.ts';
import type { Config } from '../common/config/config.ts';
import { LOGGER } from '../common/logging/logging.tokens.ts';
import { UploadChecksService } from '../modules/uploads/upload-checks.service.ts';
import { Poller } from './poller.ts';

const BATCH = 20;

/** Checks files that were sent, removes those that nothing uses. */
@Injectable()
export class UploadsProcessor implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly poller: Poller;

  constructor(
    private readonly checks: UploadChecksService,
    @Inject(CONFIG) { UPLOAD_POLL_MS }: Config,
    @Inject(LOGGER) logger: LoggerService,
  ) {
    this.poller = new Poller('uploads', UPLOAD_POLL_MS, () => this.workOff(), logger);
  }

  onApplicationBootstrap(): void {
    this.poller.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.poller.stop();
  }

  async workOff(): Promise<void> {
    await this.checks.workOff(BATCH);
  }
}
