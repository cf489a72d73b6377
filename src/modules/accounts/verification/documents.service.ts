import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { InUnitOfWork } from '../../../common/database/unit-of-work.ts';
import { Clock } from '../../../common/time/clock.ts';
import { DAY, plus } from '../../../common/time/durations.ts';
import { UploadsService } from '../../files/uploads/uploads.service.ts';
import type { Upload } from '../../files/uploads/upload.types.ts';
import { SubmissionsRepository, type Submission } from './submissions.repository.ts';
import type { SubmitVerification } from './verification.dto.ts';

/** Returns the ids of the uploads, with the identity document first. */
const documentsIn = ({ idDocumentId, certificateIds }: Submission): string[] => [idDocumentId, ...certificateIds];

/** Keeps the documents that barbers handed in, and removes these documents in time. */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly submissions: SubmissionsRepository,
    private readonly uploads: UploadsService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Stores a submission and removes documents that only the last submission had. Throws 422 `upload-not-usable`. */
  @InUnitOfWork()
  async replace(userId: string, input: SubmitVerification): Promise<void> {
    const submittedAt = this.clock.now();
    const submission: Submission = { id: userId, ...input, submittedAt };
    await this.useUploads(submission);
    const before = await this.submissions.find(userId);
    await this.submissions.put(submission);
    const kept = new Set(documentsIn(submission));
    await this.uploads.removeFrom(before ? documentsIn(before).filter((id) => !kept.has(id)) : [], submittedAt);
  }

  /** Removes the documents VERIFICATION_DOCUMENT_DAYS from now. Callers do this when the verification is decided. */
  @InUnitOfWork()
  async removeLater(userId: string): Promise<void> {
    const submission = await this.submissions.find(userId);
    const until = plus(this.clock.now(), this.config.VERIFICATION_DOCUMENT_DAYS * DAY);
    if (submission) await this.uploads.removeFrom(documentsIn(submission), until);
  }

  /** Removes the documents and the submission at once. */
  @InUnitOfWork()
  async eraseOf(userId: string): Promise<void> {
    const submission = await this.submissions.find(userId);
    if (!submission) return;
    await this.uploads.removeFrom(documentsIn(submission), this.clock.now());
    await this.submissions.delete(userId);
  }

  /** Returns the documents that still exist, with the identity document first. */
  async of(userId: string): Promise<Upload[]> {
    const submission = await this.submissions.find(userId);
    const order = submission ? documentsIn(submission) : [];
    const found = new Map((await this.uploads.find(order)).map((upload) => [upload.id, upload]));
    return order.flatMap((id) => found.get(id) ?? []);
  }

  private async useUploads({ id, idDocumentId, certificateIds }: Submission): Promise<void> {
    const use = { ownerId: id, usedBy: `verification:${id}`, checked: false };
    await this.uploads.use([idDocumentId], { ...use, purpose: 'id_document' });
    await this.uploads.use(certificateIds, { ...use, purpose: 'certificate' });
  }
}
