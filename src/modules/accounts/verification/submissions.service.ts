import { Injectable } from '@nestjs/common';
import type { UserActor } from '../../../common/auth/actor.ts';
import { InUnitOfWork, UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { AccountStandingService } from '../standing/account-standing.service.ts';
import { UserStandingService } from '../users/user-standing.service.ts';
import { DocumentsService } from './documents.service.ts';
import type { OwnVerificationView, SubmitVerification } from './verification.dto.ts';
import { approvedAlready } from './verification.errors.ts';
import { VerificationNews } from './verification-news.ts';

/** Takes the documents that barbers hand in to be verified. */
@Injectable()
export class SubmissionsService {
  constructor(
    private readonly documents: DocumentsService,
    private readonly standing: UserStandingService,
    private readonly accounts: AccountStandingService,
    private readonly news: VerificationNews,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Replaces the last submission. Throws 409 `approved-already`, 422 `upload-not-usable`. */
  async submit({ id }: UserActor, input: SubmitVerification): Promise<OwnVerificationView> {
    return this.unitOfWork.answer(async () => {
      if (!(await this.standing.setPending(id))) throw approvedAlready();
      await this.documents.replace(id, input);
      await this.rejectIfRefused(id);
      return this.news.tell(id);
    });
  }

  /**
   * Handles an upload that the check refused: a pending barber with this document is rejected, with the reason of the refusal.
   */
  @InUnitOfWork()
  async uploadRefused(userId: string, uploadId: string): Promise<void> {
    if (!(await this.documents.of(userId)).some(({ id }) => id === uploadId)) return;
    if (!(await this.standing.isPending(userId))) return;
    if (await this.rejectIfRefused(userId)) await this.news.tell(userId);
  }

  private async rejectIfRefused(userId: string): Promise<boolean> {
    const refused = (await this.documents.of(userId)).find(({ status }) => status === 'refused');
    if (!refused) return false;
    await this.accounts.reject(null, userId, refused.reason!);
    await this.documents.removeLater(userId);
    return true;
  }
}
