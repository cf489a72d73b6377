import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { UserActor } from '../../common/auth/actor.ts';
import { CONFIG, type Config } from '../../common/config/config.ts';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import { notFound } from '../../common/errors/common.errors.ts';
import { pagesOf } from '../../common/http/pagination.ts';
import { createdId } from '../../common/idempotency/idempotency.context.ts';
import { Clock } from '../../common/time/clock.ts';
import { ObjectStore } from './object-store.service.ts';
import type { UploadPurpose, Upload } from './upload.types.ts';
import { toUploadView, type CreateUpload, type NewUploadView, type UploadView } from './uploads.dto.ts';
import { tooManyUploads, uploadMissing, uploadNotUsable } from './uploads.errors.ts';
import { UploadsRepository } from './uploads.repository.ts';

const DAY = 86_400_000;
const DOCUMENTS = new Set<UploadPurpose>(['id_document', 'certificate']);
/** Per user: enough for every form, too few to fill a disk. */
const MOST_UNUSED = 20;
const EXPORT_PAGE = 100;

/** Files people send. Until one is found to be what it says, nobody can read it. */
@Injectable()
export class UploadsService {
  constructor(
    private readonly uploads: UploadsRepository,
    private readonly store: ObjectStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Where to send it. 422 `too-many-uploads`. */
  async create(actor: UserActor, input: CreateUpload): Promise<NewUploadView> {
    if ((await this.uploads.countUnused(actor.id)) >= MOST_UNUSED) throw tooManyUploads();
    const upload = this.newUpload(actor.id, input);
    const { sentKey, contentType, size } = upload;
    const ticket = await this.store.ticket({ key: sentKey, contentType, size }, this.config.UPLOAD_URL_SECONDS);
    return this.unitOfWork.answer(async () => {
      await this.uploads.insert(upload);
      return { id: upload.id, upload: ticket };
    });
  }

  /** To be checked from now on; said twice, it is checked once. 422 `upload-missing` when nothing has arrived. */
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
   * Keeps them for what uses them, in its unit of work. `checked`: only those that are ready; else those being checked or refused
   * as well. 422 `upload-not-usable`.
   */
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

  /** Nothing uses them from then on: they are deleted. In the caller's unit of work. */
  async removeFrom(ids: string[], at: Date): Promise<void> {
    if (ids.length) await this.uploads.removeFrom({ ids }, at);
  }

  /** Whatever uses them. In the caller's unit of work. */
  async eraseOf(userId: string): Promise<void> {
    await this.uploads.removeFrom({ ownerId: userId }, this.clock.now());
  }

  /** What somebody sent, with links for so many seconds; none to documents, which nobody but an admin opens, for a minute. */
  async *exportOf(userId: string, linkSeconds: number): AsyncGenerator<object> {
    for (const ids of pagesOf((await this.uploads.idsOf(userId)).sort(), EXPORT_PAGE))
      for (const upload of await this.uploads.findMany(ids)) {
        const { id, purpose, contentType, size, status, reason, createdAt } = upload;
        const link = !DOCUMENTS.has(purpose) && { url: await this.link(upload, linkSeconds) };
        yield { id, purpose, contentType, size, status, reason, createdAt, ...link };
      }
  }

  /** A link to read it by; null until it is ready. */
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
    const tomorrow = new Date(createdAt.getTime() + DAY);
    const newKey = () => randomBytes(24).toString('hex');
    return {
      id: createdId(),
      ...{ ownerId, purpose, contentType, size, createdAt },
      // Two keys: a link to send by, used once more, never changes what others see.
      ...{ sentKey: newKey(), key: newKey() },
      ...{ status: 'waiting', reason: null, usedBy: null, attempts: 0, dueAt: tomorrow, removeAt: tomorrow },
    };
  }
}
