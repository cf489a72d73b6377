import { Inject, Injectable } from '@nestjs/common';
import type { UserActor } from '../../common/auth/actor.ts';
import { CONFIG, type Config } from '../../common/config/config.ts';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import { Clock } from '../../common/time/clock.ts';
import { UploadsService } from '../uploads/uploads.service.ts';
import type { Upload } from '../uploads/upload.types.ts';
import { AccountStandingService } from '../standing/account-standing.service.ts';
import { UserStandingService } from '../users/user-standing.service.ts';
import { SubmissionsRepository, type Submission } from './submissions.repository.ts';
import type { OwnVerificationView, SubmitVerification } from './verification.dto.ts';
import { approvedAlready } from './verification.errors.ts';
import { VerificationNews } from './verification-news.ts';

const DAY = 86_400_000;
const documentsIn = ({ idDocumentId, certificateIds }: Submission): string[] => [idDocumentId, ...certificateIds];

/** The documents barbers hand in, and how long they are kept. */
@Injectable()
export class SubmissionsService {
  constructor(
    private readonly submissions: SubmissionsRepository,
    private readonly uploads: UploadsService,
    private readonly standing: UserStandingService,
    private readonly accounts: AccountStandingService,
    private readonly news: VerificationNews,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** In place of what was handed in before. 409 `approved-already`, 422 `upload-not-usable`. */
  async submit({ id }: UserActor, input: SubmitVerification): Promise<OwnVerificationView> {
    return this.unitOfWork.answer(async () => {
      if (!(await this.standing.handIn(id))) throw approvedAlready();
      const now = this.clock.now();
      const submission: Submission = { id, ...input, submittedAt: now };
      await this.keep(submission);
      const before = await this.submissions.find(id);
      await this.submissions.put(submission);
      const kept = new Set(documentsIn(submission));
      await this.uploads.removeFrom(before ? documentsIn(before).filter((one) => !kept.has(one)) : [], now);
      await this.rejectIfRefused(submission);
      return this.news.tell(id);
    });
  }

  /** The check has refused a file: whoever handed it in is rejected with its reason. In the caller's unit of work. */
  async uploadRefused(userId: string, uploadId: string): Promise<void> {
    const submission = await this.submissions.find(userId);
    if (!submission || !documentsIn(submission).includes(uploadId)) return;
    if (!(await this.standing.isPending(userId))) return;
    if (await this.rejectIfRefused(submission)) await this.news.tell(userId);
  }

  /** From a decision on, documents are kept for VERIFICATION_DOCUMENT_DAYS. In the caller's unit of work. */
  async decided(userId: string): Promise<void> {
    const submission = await this.submissions.find(userId);
    const until = new Date(this.clock.now().getTime() + this.config.VERIFICATION_DOCUMENT_DAYS * DAY);
    if (submission) await this.uploads.removeFrom(documentsIn(submission), until);
  }

  /** No barber any more, or nobody at all: the documents go at once. In the caller's unit of work. */
  async eraseOf(userId: string): Promise<void> {
    const submission = await this.submissions.find(userId);
    if (!submission) return;
    await this.uploads.removeFrom(documentsIn(submission), this.clock.now());
    await this.submissions.delete(userId);
  }

  /** Those that are still there, the identity document first. */
  async documentsOf(userId: string): Promise<Upload[]> {
    const submission = await this.submissions.find(userId);
    const order = submission ? documentsIn(submission) : [];
    const found = new Map((await this.uploads.find(order)).map((upload) => [upload.id, upload]));
    return order.flatMap((id) => found.get(id) ?? []);
  }

  private async keep({ id, idDocumentId, certificateIds }: Submission): Promise<void> {
    const use = { ownerId: id, usedBy: `verification:${id}`, checked: false };
    await this.uploads.use([idDocumentId], { ...use, purpose: 'id_document' });
    await this.uploads.use(certificateIds, { ...use, purpose: 'certificate' });
  }

  private async rejectIfRefused({ id }: Submission): Promise<boolean> {
    const refused = (await this.documentsOf(id)).find(({ status }) => status === 'refused');
    if (!refused) return false;
    await this.accounts.reject(null, id, refused.reason!);
    await this.decided(id);
    return true;
  }
}
