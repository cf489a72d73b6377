import { Injectable } from '@nestjs/common';
import type { UserActor } from '../../../common/auth/actor.ts';
import { InUnitOfWork, UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { AccountStandingService } from '../standing/account-standing.service.ts';
import { UserStandingService } from '../users/user-standing.service.ts';
import { DocumentsService } from './documents.service.ts';
import type { OwnVerificationView, SubmitVerification } from './verification.dto.ts';
import { approvedAlready } from './verification.errors.ts';
import { VerificationNews } from './verification-news.ts';

/** What barbers hand in to be verified, until an admin decides. */
@Injectable()
export class SubmissionsService {
  constructor(
    private readonly documents: DocumentsService,
    private readonly standing: UserStandingService,
    private readonly accounts: AccountStandingService,
    private readonly news: VerificationNews,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Replaces what was handed in before. 409 `approved-already`, 422 `upload-not-usable`. */
  async submit({ id }: UserActor, input: SubmitVerification): Promise<OwnVerificationView> {
    return this.unitOfWork.answer(async () => {
      if (!(await this.standing.handIn(id))) throw approvedAlready();
      await this.documents.replace(id, input);
      await this.rejectIfRefused(id);
      return this.news.tell(id);
    });
  }

  /** Follows the check of an upload: a barber whose document was refused is rejected with the reason. */
  @InUnitOfWork()
  async uploadRefused(userId: string, uploadId: string): Promise<void> {
    if (!(await this.documents.of(userId)).some(({ id }) => id === uploadId)) return;
    if (!(await this.standing.isPending(userId))) return;
    if (await this.rejectIfRefused(userId)) await this.news.tell(userId);
  }

  /** Follows a change of role: a person who is no barber any more has handed in nothing. */
  @InUnitOfWork()
  async eraseOf(userId: string): Promise<void> {
    await this.documents.eraseOf(userId);
  }

  private async rejectIfRefused(userId: string): Promise<boolean> {
    const refused = (await this.documents.of(userId)).find(({ status }) => status === 'refused');
    if (!refused) return false;
    await this.accounts.reject(null, userId, refused.reason!);
    await this.documents.decided(userId);
    return true;
  }
}
