import { Inject, Injectable } from '@nestjs/common';
import type { LoggerService, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { AbandonedTransactions } from '../common/database/abandoned-transactions.ts';
import { CONFIG } from '../common/config/config.ts';
import type { Config } from '../common/config/config.ts';
import { LOGGER } from '../common/logging/logging.tokens.ts';
import { Poller } from './poller.ts';

const LOOK_EVERY_MS = 1_000;

/** Nothing slow runs inside a transaction: after 5 s without an operation its client is dead, or as good as. Sooner where holds are shorter. */
const idleMs = ({ BOOKING_HOLD_TTL_SECONDS }: Config): number =>
  Math.min(5_000, Math.max(2_000, BOOKING_HOLD_TTL_SECONDS * 500));

/** Frees within seconds what the transactions of a killed node hold. */
@Injectable()
export class AbandonedTransactionsProcessor implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly poller: Poller;

  constructor(
    transactions: AbandonedTransactions,
    @Inject(CONFIG) config: Config,
    @Inject(LOGGER) logger: LoggerService,
  ) {
    const look = async () => {
      const ended = await transactions.end(idleMs(config));
      if (ended) logger.warn(`ended ${ended} transaction(s) that nobody went on with`, 'AbandonedTransactions');
    };
    this.poller = new Poller('abandoned transactions', LOOK_EVERY_MS, look, logger);
  }

  onApplicationBootstrap(): void {
    this.poller.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.poller.stop();
  }
}
