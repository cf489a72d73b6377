import { Inject, Injectable, type LoggerService } from '@nestjs/common';
import { CONFIG, type Config } from '../../common/config/config.ts';
import { LOGGER } from '../../common/logging/logging.tokens.ts';
import { Clock } from '../../common/time/clock.ts';
import { ObjectStore } from '../uploads/object-store.service.ts';
import { ExportArchives } from './export-archives.ts';
import { ExportHandover } from './export-handover.ts';
import { ExportsRepository, type Attempt, type StoredExport } from './exports.repository.ts';
import { EXPORT_TYPE } from './exports.service.ts';

/** Renewed before each subject, every 1,000 rows and before the object is written: long enough for each of these. */
const LEASE_MS = 600_000;
const RETRY_MS = 30_000;
/** About a quarter of an hour in all. */
const MOST_ATTEMPTS = 6;

/**
 * Makes what was asked for and removes what is over: whatever is due, one after the other. Nothing of it inside a transaction but
 * the end. Whatever happens meanwhile (another worker, a new request, an erasure) shows in the record, without which nothing is
 * handed out.
 */
@Injectable()
export class ExportJobsService {
  constructor(
    private readonly exports: ExportsRepository,
    private readonly archives: ExportArchives,
    private readonly handover: ExportHandover,
    private readonly store: ObjectStore,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: LoggerService,
  ) {}

  /** Until `stopping`, which also breaks off the one that is being made; returns how many were looked at. */
  async workOff(limit: number, stopping: AbortSignal): Promise<number> {
    let done = 0;
    for (; done < limit && !stopping.aborted; done++) {
      const due = await this.exports.claimDue(this.clock.now(), this.in(LEASE_MS));
      if (!due) break;
      await this.attempt(due, stopping);
    }
    return done;
  }

  private async attempt(due: StoredExport, stopping: AbortSignal): Promise<void> {
    const { id, status, attempts } = due;
    try {
      await (status === 'preparing' ? this.make(due, stopping) : this.tidy(due));
    } catch (error) {
      if (error === stopping.reason) return this.exports.release(due, this.clock.now());
      this.logger.warn(`export of ${id}, attempt ${attempts}: ${(error as Error).message}`, 'Exports');
      const again = this.in(RETRY_MS * 2 ** (Math.min(attempts, MOST_ATTEMPTS) - 1));
      if (status !== 'preparing') return this.exports.postpone(due, again);
      if (attempts >= MOST_ATTEMPTS) return this.giveUp(due);
      await this.exports.renew(due, again);
    }
  }

  private async make(due: StoredExport, stopping: AbortSignal): Promise<void> {
    // One that ends the process each time is not tried for ever either.
    if (due.attempts > MOST_ATTEMPTS) return this.giveUp(due);
    for (const key of due.oldKeys) await this.store.remove(key);
    const goOn = async () => {
      stopping.throwIfAborted();
      await this.mustBeOurs(due);
    };
    const bytes = await this.archives.make(due.id, goOn);
    await goOn();
    const object = { key: due.key, contentType: EXPORT_TYPE };
    await this.store.write(object, bytes);
    const link = await this.store.link(object, this.config.EXPORT_DAYS * 86_400);
    if (await this.handover.hand(due, link)) return;
    await this.handover.drop(due);
    await this.removeUnlessUsed(due);
  }

  private async giveUp(due: Attempt): Promise<void> {
    await this.handover.giveUp(due);
    // What cannot be removed now is removed with the record.
    await this.removeUnlessUsed(due).catch(() => undefined);
  }

  private async mustBeOurs(due: Attempt): Promise<void> {
    if (!(await this.exports.renew(due, this.in(LEASE_MS)))) throw new Error('somebody else has it, or it is gone');
  }

  /** Another worker may have made the same one, under the same key. */
  private async removeUnlessUsed({ id, key }: Attempt): Promise<void> {
    const now = await this.exports.find(id);
    if (now?.key !== key || now.status === 'gone' || now.status === 'failed') await this.store.remove(key);
  }

  private async tidy(due: StoredExport): Promise<void> {
    for (const key of [...due.oldKeys, due.key]) await this.store.remove(key);
    await this.exports.delete(due);
  }

  private in(milliseconds: number): Date {
    return new Date(this.clock.now().getTime() + milliseconds);
  }
}
