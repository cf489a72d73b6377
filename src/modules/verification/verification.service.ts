import { Injectable } from '@nestjs/common';
import type { UserActor } from '../../common/auth/actor.ts';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import { decodeCursor, mapPage } from '../../common/http/pagination.ts';
import { AccountStandingService } from '../standing/account-standing.service.ts';
import { UserDirectoryService } from '../users/user-directory.service.ts';
import { VERIFICATION_STATUSES } from '../users/user.types.ts';
import { SubmissionsRepository } from './submissions.repository.ts';
import { SubmissionsService } from './submissions.service.ts';
import {
  toVerificationView,
  VerificationCursor,
  type Decision,
  type ListVerifications,
  type OwnVerificationView,
  type VerificationPage,
  type VerificationView,
} from './verification.dto.ts';
import { submissionChanged } from './verification.errors.ts';
import { VerificationNews } from './verification-news.ts';

/** Who may work as a barber. Deciding the same again changes nothing and is told to nobody. */
@Injectable()
export class VerificationService {
  constructor(
    private readonly directory: UserDirectoryService,
    private readonly accounts: AccountStandingService,
    private readonly submissions: SubmissionsService,
    private readonly submitted: SubmissionsRepository,
    private readonly news: VerificationNews,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  own(actor: UserActor): Promise<OwnVerificationView> {
    return this.news.view(actor.id);
  }

  async list({ status = [...VERIFICATION_STATUSES], limit, cursor }: ListVerifications): Promise<VerificationPage> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, VerificationCursor).id;
    const page = await this.directory.listBarbers(status, limit, after);
    const submissions = await this.submitted.findMany(page.items.map(({ id }) => id));
    const byUser = new Map(submissions.map((submission) => [submission.id, submission]));
    return mapPage(page, (user) => toVerificationView(user, byUser.get(user.id)));
  }

  /** 409 `submission-changed`. */
  approve(actor: UserActor, userId: string, decision: Decision): Promise<VerificationView> {
    return this.decide(userId, decision, () => this.accounts.approve(actor, userId, decision.notes));
  }

  /** After an approval this withdraws it. 409 `submission-changed`. */
  reject(actor: UserActor, userId: string, decision: Decision): Promise<VerificationView> {
    return this.decide(userId, decision, () => this.accounts.reject(actor, userId, decision.notes));
  }

  private decide(userId: string, { submittedAt }: Decision, change: () => Promise<boolean>): Promise<VerificationView> {
    return this.unitOfWork.answer(async () => {
      await this.directory.barber(userId);
      if (submittedAt !== undefined) await this.refuseOther(userId, submittedAt);
      if (await change()) {
        await this.submissions.decided(userId);
        await this.news.tell(userId);
      }
      return toVerificationView(await this.directory.barber(userId), await this.submitted.find(userId));
    });
  }

  /** What is handed in at the same moment collides: both write the account. */
  private async refuseOther(userId: string, submittedAt: string): Promise<void> {
    const submission = await this.submitted.find(userId);
    if (submission?.submittedAt.getTime() !== Date.parse(submittedAt)) throw submissionChanged();
  }
}
