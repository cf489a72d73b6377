import { Inject, Injectable, type LoggerService } from '@nestjs/common';
import { CONFIG, type Config } from '../common/config/config.ts';
import { LOGGER } from '../common/logging/logging.tokens.ts';
import { DispatchService } from '../modules/deliveries/dispatch.service.ts';
import { PeriodicProcessor } from './periodic-processor.ts';

const BATCH = 100;

/** Hands what is to leave the platform to its provider, each channel at its own pace. */
@Injectable()
export class DeliveriesProcessor extends PeriodicProcessor {
  constructor(
    private readonly dispatch: DispatchService,
    @Inject(CONFIG) { SWEEP_INTERVAL_MS }: Config,
    @Inject(LOGGER) logger: LoggerService,
  ) {
    super('deliveries', SWEEP_INTERVAL_MS, logger);
  }

  async work(): Promise<void> {
    await this.dispatch.sendDue(BATCH, this.stopping);
  }

  protected override loops(): (() => Promise<void>)[] {
    return this.dispatch.channels.map((channel) => async () => {
      await this.dispatch.sendDueBy(channel, BATCH, this.stopping);
    });
  }
}
