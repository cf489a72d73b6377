import { Inject, Injectable } from '@nestjs/common';
import type { LoggerService, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { AbandonedTransactions } from '../common/database/abandoned-transactions.ts';
import { LOGGER } from '../common/logging/logging.tokens.ts';
import { Poller } from './poller.ts';

/** Nothing slow runs inside a transaction, so this long without an operation its client is dead or as good as. */
const IDLE_MS = 2_000;
const LOOK_EVERY_MS = 1_000;

/** Frees within seconds what the transactions of a killed node hold. */
@Injectable()
export class AbandonedTransactionsProcessor implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly poller: Poller;

  constructor(transactions: AbandonedTransactions, @Inject(LOGGER) logger: LoggerService) {
    const look = async () => {
      const ended = await transactions.end(IDLE_MS);
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
