import { Inject, Injectable } from '@nestjs/common';
import type { LoggerService, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { CONFIG } from '../common/config/config.ts';
import type { Config } from '../common/config/config.ts';
import { LOGGER } from '../common/logging/logging.tokens.ts';
import { PrivacyService } from '../modules/privacy/privacy.service.ts';
import { Poller } from './poller.ts';

const BATCH = 100;

/** Erases accounts whose time is over. */
@Injectable()
export class ErasureProcessor implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly poller: Poller;

  constructor(
    private readonly privacy: PrivacyService,
    @Inject(CONFIG) { SWEEP_INTERVAL_MS }: Config,
    @Inject(LOGGER) logger: LoggerService,
  ) {
    this.poller = new Poller('erasure', SWEEP_INTERVAL_MS, () => this.eraseDue(), logger);
  }

  onApplicationBootstrap(): void {
    this.poller.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.poller.stop();
  }

  async eraseDue(): Promise<void> {
    while ((await this.privacy.eraseDue(BATCH)) === BATCH);
  }
}
