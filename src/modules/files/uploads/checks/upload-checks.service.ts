import { Inject, Injectable, type LoggerService } from '@nestjs/common';
import { LOGGER } from '../../../../common/logging/logging.tokens.ts';
import { Clock } from '../../../../common/time/clock.ts';
import { MINUTE, SECOND } from '../../../../common/time/durations.ts';
import { LeasedWork } from '../../../../common/work/leased-work.ts';
import { ObjectStore } from '../stores/object-store.service.ts';
import { UploadCheck } from './upload-check.ts';
import type { Upload } from '../upload.types.ts';
import { UploadsRepository } from '../uploads.repository.ts';

/** Eight attempts take about twenty minutes. */
const MAX_ATTEMPTS = 8;

/** Checks the files that people sent, and removes the uploads that nothing uses. */
@Injectable()
export class UploadChecksService {
  private readonly leased: LeasedWork<Upload>;

  constructor(
    private readonly uploads: UploadsRepository,
    private readonly store: ObjectStore,
    private readonly upload: UploadCheck,
    private readonly clock: Clock,
    @Inject(LOGGER) logger: LoggerService,
  ) {
    this.leased = new LeasedWork<Upload>(
      {
        what: 'upload',
        leaseMs: 2 * MINUTE,
        retryMs: 5 * SECOND,
        maxAttempts: MAX_ATTEMPTS,
        take: (now, leaseUntil) => uploads.takeDue(now, leaseUntil),
        attempt: (due) => this.attempt(due),
        failed: ({ id }, { retryAt }) => uploads.setDue(id, retryAt),
      },
      clock,
      logger,
    );
  }

  /** Works off at most `limit` due uploads, until `stopping` is aborted. Returns how many uploads were attempted. */
  workOff(limit: number, stopping: AbortSignal): Promise<number> {
    return this.leased.workOff(limit, stopping);
  }

  private attempt(due: Upload): Promise<void> {
    if (due.status !== 'checking') return this.tidy(due);
    // A file that ends the process in every attempt must not be tried for ever either.
    return due.attempts > MAX_ATTEMPTS ? this.upload.giveUp(due) : this.upload.check(due);
  }

  /** Removes what was sent again over the old link, and the whole upload when nothing uses the file. */
  private async tidy({ id, sentKey, key, status }: Upload): Promise<void> {
    await this.store.remove(sentKey);
    if (status !== 'gone' && !(await this.uploads.markGone(id, this.clock.now())))
      return this.uploads.waitForRemoval(id);
    await this.store.remove(key);
    await this.uploads.delete(id);
  }
}
