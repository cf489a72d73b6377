import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../../common/database/unit-of-work.ts';
import { EventRecorder } from '../../../../common/events/event-recorder.ts';
import { DAY, plus } from '../../../../common/time/durations.ts';
import { IMAGE_SIDE, judge, type Judgement } from './content-check.ts';
import { ObjectStore } from '../stores/object-store.service.ts';
import type { Upload } from '../upload.types.ts';
import { UploadsRepository } from '../uploads.repository.ts';

/** Decides about one upload: stores the file drawn anew, or refuses the file. */
@Injectable()
export class UploadCheck {
  constructor(
    private readonly uploads: UploadsRepository,
    private readonly store: ObjectStore,
    private readonly events: EventRecorder,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async check(upload: Upload): Promise<void> {
    const judgement = await this.judge(upload);
    if ('bytes' in judgement) await this.store.write(upload, judgement.bytes);
    await this.settle(upload, judgement);
  }

  async giveUp(upload: Upload): Promise<void> {
    await this.settle(upload, { reason: 'This file could not be checked.' });
  }

  private async judge({ sentKey, size, contentType, purpose }: Upload): Promise<Judgement> {
    const sent = await this.store.sizeOf(sentKey);
    // Some stores accept a file that does not have the declared size.
    if (sent !== size) return { reason: 'The file does not have the declared size.' };
    const side = purpose === 'avatar' ? IMAGE_SIDE.avatar : IMAGE_SIDE.other;
    return judge(await this.store.read(sentKey), contentType, side);
  }

  private async settle({ id, ownerId, purpose, createdAt, sentKey }: Upload, judgement: Judgement): Promise<void> {
    const reason = 'reason' in judgement ? judgement.reason : null;
    const status = reason === null ? 'ready' : 'refused';
    await this.unitOfWork.run(async () => {
      if (!(await this.uploads.endCheck(id, { status, reason, dueAt: plus(createdAt, DAY) }))) return;
      await this.events.record('upload.checked', { uploadId: id, ownerId, purpose, status });
    });
    await this.store.remove(sentKey);
  }
}
