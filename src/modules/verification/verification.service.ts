import { Injectable } from '@nestjs/common';
import type { Actor } from '../../common/auth/actor.ts';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import { decodeCursor, encodeCursor } from '../../common/http/pagination.ts';
import { BarbersService } from '../barbers/barbers.service.ts';
import { UserStandingService, VERIFICATION_STATUSES } from '../users/user-standing.service.ts';
import { toVerificationView, VerificationCursor } from './verification.dto.ts';
import type { ListVerifications, OwnVerificationView, VerificationPage, VerificationView } from './verification.dto.ts';

/** Who may work as a barber. Deciding the same again changes nothing and is told to nobody. */
@Injectable()
export class VerificationService {
  constructor(
    private readonly standing: UserStandingService,
    private readonly barbers: BarbersService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async own(actor: Actor): Promise<OwnVerificationView> {
    return (await this.standing.barber(actor.id)).verification;
  }

  async list({ status = [...VERIFICATION_STATUSES], limit, cursor }: ListVerifications): Promise<VerificationPage> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, VerificationCursor).id;
    const found = await this.standing.listBarbers(status, limit + 1, after);
    const page = found.slice(0, limit);
    return {
      items: page.map(toVerificationView),
      nextCursor: found.length > limit ? encodeCursor({ id: page.at(-1)!.id }) : null,
    };
  }

  async approve(actor: Actor, userId: string, notes: string): Promise<VerificationView> {
    return this.unitOfWork.run(async () => {
      if (await this.standing.approve(actor, userId, notes)) await this.barbers.setStanding(userId, { approved: true });
      return toVerificationView(await this.standing.barber(userId));
    });
  }

  /** After an approval this withdraws it. */
  async reject(actor: Actor, userId: string, notes: string): Promise<VerificationView> {
    return this.unitOfWork.run(async () => {
      if (await this.standing.reject(actor, userId, notes)) await this.barbers.setStanding(userId, { approved: false });
      return toVerificationView(await this.standing.barber(userId));
    });
  }
}
