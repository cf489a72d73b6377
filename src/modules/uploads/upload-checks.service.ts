import { Inject, Injectable, type LoggerService } from '@nestjs/common';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import { EventRecorder } from '../../common/events/event-recorder.ts';
import { LOGGER } from '../../common/logging/logging.tokens.ts';
import { Clock } from '../../common/time/clock.ts';
import { IMAGE_SIDE, judge, type Judgement } from './content-check.ts';
import { ObjectStore } from './object-store.service.ts';
import { UploadsRepository } from './uploads.repository.ts';
import type { Upload } from './upload.types.ts';

const DAY = 86_400_000;
const LEASE_MS = 120_000;
const RETRY_MS = 5_000;
/** About twenty minutes in all; a file that ends the process each time is not tried for ever either. */
const MOST_ATTEMPTS = 8;

/** Checks what was sent and removes what nothing uses: whatever is due, one after the other. */
@Injectable()
export class UploadChecksService {
  constructor(
    private readonly uploads: UploadsRepository,
    private readonly store: ObjectStore,
    private readonly events: EventRecorder,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: LoggerService,
  ) {}

  /** Until `stopping`; returns how many were looked at. */
  async workOff(limit: number, stopping: AbortSignal): Promise<number> {
    let done = 0;
    for (; done < limit && !stopping.aborted; done++) {
      const now = this.clock.now();
      const due = await this.uploads.claimDue(now, new Date(now.getTime() + LEASE_MS));
      if (!due) break;
      await this.attempt(due);
    }
    return done;
  }

  private async attempt(upload: Upload): Promise<void> {
    try {
      await (upload.status === 'checking' ? this.check(upload) : this.tidy(upload));
    } catch (error) {
      const { id, attempts } = upload;
      const wait = RETRY_MS * 2 ** (Math.min(attempts, MOST_ATTEMPTS) - 1);
      await this.uploads.setDue(id, new Date(this.clock.now().getTime() + wait));
      this.logger.warn(`upload ${id}, attempt ${attempts}: ${(error as Error).message}`, 'Uploads');
    }
  }

  private async check(upload: Upload): Promise<void> {
    const judgement = await this.judge(upload);
    if ('bytes' in judgement) await this.store.write(upload, judgement.bytes);
    await this.unitOfWork.run(() => this.settle(upload, judgement));
    await this.store.remove(upload.sentKey);
  }

  private async judge({ attempts, sentKey, size, contentType, purpose }: Upload): Promise<Judgement> {
    if (attempts > MOST_ATTEMPTS) return { reason: 'This file could not be checked.' };
    const sent = await this.store.sizeOf(sentKey);
    // From a store that did not hold the sender to it.
    if (sent !== size) return { reason: 'These are not as many bytes as were declared.' };
    const side = purpose === 'avatar' ? IMAGE_SIDE.avatar : IMAGE_SIDE.other;
    return judge(await this.store.read(sentKey), contentType, side);
  }

  private async settle({ id, ownerId, purpose, createdAt }: Upload, judgement: Judgement): Promise<void> {
    const reason = 'reason' in judgement ? judgement.reason : null;
    const status = reason === null ? 'ready' : 'refused';
    const dueAt = new Date(createdAt.getTime() + DAY);
    if (!(await this.uploads.endCheck(id, { status, reason, dueAt }))) return;
    await this.events.record('upload.checked', { uploadId: id, ownerId, purpose, status });
  }

  /** What was sent again by the old link goes in any case; the rest when nothing uses it. */
  private async tidy({ id, sentKey, key, status }: Upload): Promise<void> {
    await this.store.remove(sentKey);
    if (status !== 'gone' && !(await this.uploads.markGone(id, this.clock.now())))
      return this.uploads.waitForRemoval(id);
    await this.store.remove(key);
    await this.uploads.delete(id);
  }
}
