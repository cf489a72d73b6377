import { Inject, Injectable, type LoggerService } from '@nestjs/common';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { LOGGER } from '../../../common/logging/logging.tokens.ts';
import { Clock } from '../../../common/time/clock.ts';
import { DAY, MINUTE, plus, SECOND } from '../../../common/time/durations.ts';
import { LeasedWork, type FailedAttempt } from '../../../common/work/leased-work.ts';
import { ExportMaker } from './export-maker.ts';
import { ExportsRepository, type Attempt, type StoredExport } from './exports.repository.ts';

/** Six attempts take about a quarter of an hour. */
const MAX_ATTEMPTS = 6;

/**
 * Makes the exports that people asked for, and removes expired exports. Only the end of an attempt is a transaction. Anything
 * that happens meanwhile (another worker, a new request, an erasure) changes the record, and no export is handed out unless the
 * record still fits the attempt.
 */
@Injectable()
export class ExportJobsService {
  private readonly leased: LeasedWork<StoredExport>;

  constructor(
    private readonly exports: ExportsRepository,
    private readonly maker: ExportMaker,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) logger: LoggerService,
  ) {
    const plan = {
      what: 'export',
      // The lease is renewed before each file, every 1,000 rows, and before the archive is stored. Each of these steps is
      // shorter.
      leaseMs: 10 * MINUTE,
      retryMs: 30 * SECOND,
      maxAttempts: MAX_ATTEMPTS,
      take: (now: Date, leaseUntil: Date) => exports.takeDue(now, leaseUntil),
      attempt: (due: StoredExport, stopping: AbortSignal) => this.attempt(due, stopping),
      failed: (due: StoredExport, failure: FailedAttempt) => this.failed(due, failure),
      interrupted: (due: StoredExport, now: Date) => exports.release(due, now),
    };
    this.leased = new LeasedWork(plan, clock, logger);
  }

  /**
   * Works off at most `limit` due exports, until `stopping` is aborted, which also interrupts an export that is being made.
   * Returns how many exports were attempted.
   */
  workOff(limit: number, stopping: AbortSignal): Promise<number> {
    return this.leased.workOff(limit, stopping);
  }

  private async attempt(due: StoredExport, stopping: AbortSignal): Promise<void> {
    if (due.status !== 'preparing') return this.remove(due);
    // An export that ends the process in every attempt must not be tried for ever either.
    if (due.attempts > MAX_ATTEMPTS) return this.giveUp(due);
    const checkpoint = async () => {
      stopping.throwIfAborted();
      if (!(await this.exports.renew(due, this.leased.leaseEnd())))
        throw new Error('Another worker makes this export, or the export was withdrawn.');
    };
    if (await this.maker.make(due, checkpoint)) return;
    await this.exports.settle(due, { status: 'gone', dueAt: this.clock.now(), attempts: 0 });
    await this.maker.removeUnlessUsed(due);
  }

  private async failed(due: StoredExport, { retryAt, isLast }: FailedAttempt): Promise<void> {
    if (due.status !== 'preparing') return this.exports.postpone(due, retryAt);
    if (isLast) return this.giveUp(due);
    await this.exports.renew(due, retryAt);
  }

  /** Marks the export as failed. Its owner sees the failure for as long as an export would be available. */
  private async giveUp(due: Attempt): Promise<void> {
    const dueAt = plus(this.clock.now(), this.config.EXPORT_DAYS * DAY);
    await this.exports.settle(due, { status: 'failed', dueAt, attempts: 0 });
    // An archive that cannot be removed now is removed with the record.
    await this.maker.removeUnlessUsed(due).catch(() => undefined);
  }

  private async remove(due: StoredExport): Promise<void> {
    await this.maker.removeAll(due);
    await this.exports.delete(due);
  }
}
