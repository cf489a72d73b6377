import { Inject, Injectable } from '@nestjs/common';
import type { LoggerService, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { CONFIG } from '../common/config/config.ts';
import type { Config } from '../common/config/config.ts';
import { LOGGER } from '../common/logging/logging.tokens.ts';
import { DeliveriesService } from '../modules/deliveries/deliveries.service.ts';
import { Poller } from './poller.ts';

const BATCH = 100;

/** Hands what is to leave the platform to its provider. */
@Injectable()
export class DeliveriesProcessor implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly poller: Poller;

  constructor(
    private readonly deliveries: DeliveriesService,
    @Inject(CONFIG) { SWEEP_INTERVAL_MS }: Config,
    @Inject(LOGGER) logger: LoggerService,
  ) {
    this.poller = new Poller('deliveries', SWEEP_INTERVAL_MS, () => this.sendDue(), logger);
  }

  onApplicationBootstrap(): void {
    this.poller.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.poller.stop();
  }

  async sendDue(): Promise<void> {
    await this.deliveries.sendDue(BATCH);
  }
}
