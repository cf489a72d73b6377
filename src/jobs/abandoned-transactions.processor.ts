import { Inject, Injectable, type LoggerService } from '@nestjs/common';
import { AbandonedTransactions } from '../common/database/abandoned-transactions.ts';
import { CONFIG, type Config } from '../common/config/config.ts';
import { LOGGER } from '../common/logging/logging.tokens.ts';
import { PeriodicProcessor } from './periodic-processor.ts';

const LOOK_EVERY_MS = 1_000;

/** Nothing slow runs inside a transaction: after 5 s without an operation its client is dead, or as good as. Sooner where holds are shorter. */
const idleMs = ({ BOOKING_HOLD_TTL_SECONDS }: Config): number =>
  Math.min(5_000, Math.max(2_000, BOOKING_HOLD_TTL_SECONDS * 500));

/** Frees within seconds what the transactions of a killed node hold. */
@Injectable()
export class AbandonedTransactionsProcessor extends PeriodicProcessor {
  constructor(
    private readonly transactions: AbandonedTransactions,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) logger: LoggerService,
  ) {
    super('abandoned transactions', LOOK_EVERY_MS, logger);
  }

  async work(): Promise<void> {
    const ended = await this.transactions.end(idleMs(this.config));
    if (ended) this.logger.warn(`ended ${ended} transaction(s) that nobody went on with`, 'AbandonedTransactions');
  }
}
