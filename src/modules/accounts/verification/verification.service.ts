import { Injectable } from '@nestjs/common';
import type { UserActor } from '../../../common/auth/actor.ts';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { decodeCursor } from '../../../common/shapes/pagination.ts';
import { AccountStandingService } from '../standing/account-standing.service.ts';
import { VERIFICATION_STATUSES } from '../users/user.types.ts';
import { DocumentsService } from './documents.service.ts';
import {
  VerificationCursor,
  type Decision,
  type ListVerifications,
  type OwnVerificationView,
  type VerificationPage,
  type VerificationView,
} from './verification.dto.ts';
import { submissionChanged } from './verification.errors.ts';
import { VerificationNews } from './verification-news.ts';
import { VerificationViews } from './verification-views.ts';

/** Decides who may work as a barber. A repeated decision changes nothing and sends nothing. */
@Injectable()
export class VerificationService {
  constructor(
    private readonly views: VerificationViews,
    private readonly accounts: AccountStandingService,
    private readonly documents: DocumentsService,
    private readonly news: VerificationNews,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  own(userId: string): Promise<OwnVerificationView> {
    return this.views.own(userId);
  }

  list({ status = [...VERIFICATION_STATUSES], limit, cursor }: ListVerifications): Promise<VerificationPage> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, VerificationCursor).id;
    return this.views.list(status, limit, after);
  }

  /** Approves a barber. Throws 404, 409 `submission-changed`. */
  approve(actor: UserActor, userId: string, decision: Decision): Promise<VerificationView> {
    return this.decide(userId, decision, () => this.accounts.approve(actor, userId, decision.notes));
  }

  /** Rejects a barber, or withdraws an approval. Throws 404, 409 `submission-changed`. */
  reject(actor: UserActor, userId: string, decision: Decision): Promise<VerificationView> {
    return this.decide(userId, decision, () => this.accounts.reject(actor, userId, decision.notes));
  }

  /** Makes a decision. New documents at the same moment collide with the decision, because both write to the account. */
  private decide(userId: string, { submittedAt }: Decision, change: () => Promise<boolean>): Promise<VerificationView> {
    return this.unitOfWork.answer(async () => {
      const before = await this.views.one(userId);
      if (submittedAt !== undefined && !isSameInstant(submittedAt, before.submittedAt)) throw submissionChanged();
      if (!(await change())) return before;
      await this.documents.removeLater(userId);
      await this.news.tell(userId);
      return this.views.one(userId);
    });
  }
}

const isSameInstant = (a: string, b: string | undefined): boolean => b !== undefined && Date.parse(a) === Date.parse(b);
