import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { UserActor } from '../../../common/auth/actor.ts';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { InUnitOfWork, UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { notFound } from '../../../common/errors/common.errors.ts';
import { createdId } from '../../../common/idempotency/idempotency.context.ts';
import { Clock } from '../../../common/time/clock.ts';
import { DAY, plus } from '../../../common/time/durations.ts';
import { ObjectStore } from './stores/object-store.service.ts';
import type { UploadPurpose, Upload } from './upload.types.ts';
import { toUploadView, type CreateUpload, type NewUploadView, type UploadView } from './uploads.dto.ts';
import { tooManyUploads, uploadMissing, uploadNotUsable } from './uploads.errors.ts';
import { UploadsRepository } from './uploads.repository.ts';

/** Limit of unused uploads per user: enough for every form, too few to fill a disk. */
const MOST_UNUSED = 20;

/** Receives files. Nobody can read a file before the check has accepted the file. */
@Injectable()
export class UploadsService {
  constructor(
    private readonly uploads: UploadsRepository,
    private readonly store: ObjectStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Declares an upload. Returns where to send the file. Throws 422 `too-many-uploads`. */
  async create(actor: UserActor, input: CreateUpload): Promise<NewUploadView> {
    if ((await this.uploads.countUnused(actor.id)) >= MOST_UNUSED) throw tooManyUploads();
    const upload = this.newUpload(actor.id, input);
    const { sentKey, contentType, size } = upload;
    const target = await this.store.uploadTarget({ key: sentKey, contentType, size }, this.config.UPLOAD_URL_SECONDS);
    return this.unitOfWork.answer(async () => {
      await this.uploads.insert(upload);
      return { id: upload.id, upload: target };
    });
  }

  /**
   * Starts the check of a file that was sent. A repeated call starts no second check. Throws 422 `upload-missing` when no file
   * has arrived.
   */
  async complete(actor: UserActor, id: string): Promise<UploadView> {
    const upload = await this.own(actor, id);
    if (upload.status === 'waiting' && (await this.store.sizeOf(upload.sentKey)) === null) throw uploadMissing();
    return this.unitOfWork.answer(async () => {
      const started = await this.uploads.startCheck(id, this.clock.now());
      return toUploadView(started ?? (await this.own(actor, id)));
    });
  }

  async view(actor: UserActor, id: string): Promise<UploadView> {
    return toUploadView(await this.own(actor, id));
  }

  async find(ids: string[]): Promise<Upload[]> {
    return ids.length ? this.uploads.findMany(ids) : [];
  }

  /**
   * Keeps the uploads for `usedBy`. With `checked`, the uploads must be ready; otherwise they may also be in the check or
   * refused. Throws 422 `upload-not-usable`.
   */
  @InUnitOfWork()
  async use(
    ids: string[],
    {
      ownerId,
      purpose,
      usedBy,
      checked,
    }: { ownerId: string; purpose: UploadPurpose; usedBy: string; checked: boolean },
  ): Promise<void> {
    const statuses = checked ? (['ready'] as const) : (['ready', 'checking', 'refused'] as const);
    for (const id of ids)
      if (!(await this.uploads.use({ id, ownerId, usedBy }, { purpose, statuses: [...statuses] })))
        throw uploadNotUsable(undefined, { uploads: [id] });
  }

  /** Marks the uploads for removal at `at`, because nothing uses them from then on. The worker deletes them. */
  @InUnitOfWork()
  async removeFrom(ids: string[], at: Date): Promise<void> {
    if (ids.length) await this.uploads.removeFrom({ ids }, at);
  }

  /** Returns a link to read the file, which works for `seconds`; null when the upload is not ready. */
  async link({ status, key, contentType }: Upload, seconds: number): Promise<string | null> {
    return status === 'ready' ? this.store.link({ key, contentType }, seconds) : null;
  }

  private async own(actor: UserActor, id: string): Promise<Upload> {
    const upload = await this.uploads.findOwn(actor.id, id);
    if (!upload) throw notFound();
    return upload;
  }

  private newUpload(ownerId: string, { purpose, contentType, size }: CreateUpload): Upload {
    const createdAt = this.clock.now();
    const tomorrow = plus(createdAt, DAY);
    const newKey = () => randomBytes(24).toString('hex');
    return {
      id: createdId(),
      ownerId,
      purpose,
      contentType,
      size,
      // With two keys, a link for sending that is used again cannot change what other users see.
      sentKey: newKey(),
      key: newKey(),
      status: 'waiting',
      reason: null,
      usedBy: null,
      createdAt,
      dueAt: tomorrow,
      attempts: 0,
      removeAt: tomorrow,
    };
  }
}
