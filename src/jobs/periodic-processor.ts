import type { LoggerService, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Poller } from './poller.ts';

/** Something every worker looks for now and then: the database says what is due, so that any number of workers may look. */
export abstract class PeriodicProcessor implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly poller: Poller;

  protected constructor(name: string, everyMs: number, logger: LoggerService) {
    this.poller = new Poller(name, everyMs, () => this.work(), logger);
  }

  /** One turn; also for those who do not wait for the next. */
  abstract work(): Promise<void>;

  onApplicationBootstrap(): void {
    this.poller.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.poller.stop();
  }
}
