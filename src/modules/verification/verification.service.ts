import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/actor.ts';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import { decodeCursor, encodeCursor } from '../../common/http/pagination.ts';
import { BarbersService } from '../barbers/barbers.service.ts';
import { UserStandingService, VERIFICATION_STATUSES } from '../users/user-standing.service.ts';
import { SubmissionsRepository } from './submissions.repository.ts';
import { SubmissionsService } from './submissions.service.ts';
import { toVerificationView, VerificationCursor } from './verification.dto.ts';
import type { ListVerifications, OwnVerificationView, VerificationPage, VerificationView } from './verification.dto.ts';
import { VerificationNews } from './verification-news.ts';

/** Who may work as a barber. Deciding the same again changes nothing and is told to nobody. */
@Injectable()
export class VerificationService {
  constructor(
    private readonly standing: UserStandingService,
    private readonly barbers: BarbersService,
    private readonly submissions: SubmissionsService,
    private readonly submitted: SubmissionsRepository,
    private readonly news: VerificationNews,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  own(actor: Actor): Promise<OwnVerificationView> {
    return this.news.view(actor.id);
  }

  async list({ status = [...VERIFICATION_STATUSES], limit, cursor }: ListVerifications): Promise<VerificationPage> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, VerificationCursor).id;
    const found = await this.standing.listBarbers(status, limit + 1, after);
    const page = found.slice(0, limit);
    const submissions = await this.submitted.findMany(page.map(({ id }) => id));
    const byUser = new Map(submissions.map((submission) => [submission.id, submission]));
    return {
      items: page.map((user) => toVerificationView(user, byUser.get(user.id))),
      nextCursor: found.length > limit ? encodeCursor({ id: page.at(-1)!.id }) : null,
    };
  }

  approve(actor: Actor, userId: string, notes: string): Promise<VerificationView> {
    return this.decide(userId, true, () => this.standing.approve(actor, userId, notes));
  }

  /** After an approval this withdraws it. */
  reject(actor: Actor, userId: string, notes: string): Promise<VerificationView> {
    return this.decide(userId, false, () => this.standing.reject(actor, userId, notes));
  }

  private decide(userId: string, approved: boolean, change: () => Promise<boolean>): Promise<VerificationView> {
    return this.unitOfWork.run(async () => {
      if (await change()) {
        await this.barbers.setStanding(userId, { approved });
        await this.submissions.decided(userId);
        await this.news.tell(userId);
      }
      return toVerificationView(await this.standing.barber(userId), await this.submitted.find(userId));
    });
  }
}
