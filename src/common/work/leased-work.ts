import type { LoggerService } from '@nestjs/common';
import type { Clock } from '../time/clock.ts';
import { redactText } from '../logging/redact.ts';
import { plus } from '../time/durations.ts';

/** A row that waits for a worker. `attempts` counts how many times the row was taken, including this time. */
interface LeasedRow {
  id: string;
  attempts: number;
}

/** What happens to a row whose attempt failed. */
export interface FailedAttempt {
  error: Error;
  /** The message of the error without addresses, because providers quote them; at most 500 characters. */
  reason: string;
  /** When the next attempt is due. */
  retryAt: Date;
  /** The plan allows no further attempt. */
  isLast: boolean;
}

export interface LeasePlan<Row extends LeasedRow> {
  /** The name of a row in the log, such as `upload`. */
  what: string;
  /** Milliseconds. The lease must be longer than an attempt, because otherwise another worker takes the row meanwhile. */
  leaseMs: number;
  /** Milliseconds before the second attempt; the wait doubles with each further one. */
  retryMs: number;
  maxAttempts: number;
  /**
   * Takes the row that has been due for longest, and makes the row due again at `leaseUntil`. Returns null when no row is due.
   */
  take(now: Date, leaseUntil: Date): Promise<Row | null>;
  attempt(row: Row, stopping: AbortSignal): Promise<void>;
  failed(row: Row, failure: FailedAttempt): Promise<void>;
  /** Called when the worker stopped in the middle of the attempt. Without this method, the row waits for the end of its lease. */
  interrupted?(row: Row, now: Date): Promise<void>;
}

/**
 * Works off rows that are due in the database, one after another, under a lease. When a worker dies, another worker takes its
 * row. An attempt may happen more than once, so its repetition must do no harm.
 */
export class LeasedWork<Row extends LeasedRow> {
  constructor(
    private readonly plan: LeasePlan<Row>,
    private readonly clock: Clock,
    private readonly logger: LoggerService,
  ) {}

  /** Works off at most `limit` rows, until `stopping` is aborted. Returns how many rows were attempted. */
  async workOff(limit: number, stopping: AbortSignal): Promise<number> {
    let attempted = 0;
    while (attempted < limit && !stopping.aborted) {
      const now = this.clock.now();
      const row = await this.plan.take(now, plus(now, this.plan.leaseMs));
      if (!row) break;
      attempted++;
      await this.attempt(row, stopping);
    }
    return attempted;
  }

  /** Returns the end of a lease that begins now, for attempts that renew their lease. */
  leaseEnd(): Date {
    return plus(this.clock.now(), this.plan.leaseMs);
  }

  private async attempt(row: Row, stopping: AbortSignal): Promise<void> {
    const { what, retryMs, maxAttempts } = this.plan;
    try {
      await this.plan.attempt(row, stopping);
    } catch (error) {
      const now = this.clock.now();
      if (this.plan.interrupted && stopping.aborted && error === stopping.reason)
        return this.plan.interrupted(row, now);
      const { attempts } = row;
      const retryAt = plus(now, retryMs * 2 ** (Math.min(attempts, maxAttempts) - 1));
      const reason = redactText((error as Error).message).slice(0, 500);
      this.logger.warn(`${what} ${row.id}, attempt ${attempts}: ${reason}`, 'LeasedWork');
      await this.plan.failed(row, { error: error as Error, reason, retryAt, isLast: attempts >= maxAttempts });
    }
  }
}
