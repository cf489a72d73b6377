import { Injectable } from '@nestjs/common';
import type { UserActor } from '../../../common/auth/actor.ts';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { notFound } from '../../../common/errors/common.errors.ts';
import type { Page } from '../../../common/shapes/pagination.ts';
import type { Account } from '../users/user.types.ts';
import { UsersService } from '../users/users.service.ts';
import { lastWayIn } from './identities.errors.ts';
import { toIdentityView, type IdentityView } from './identities.dto.ts';
import { IdentitiesRepository } from './identities.repository.ts';

/** Lists and removes the providers that are linked to an account. */
@Injectable()
export class MyIdentitiesService {
  constructor(
    private readonly identities: IdentitiesRepository,
    private readonly users: UsersService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** One page with all identities. There is at most one identity per provider, so one page is enough. */
  async list(userId: string): Promise<Page<IdentityView>> {
    return { items: (await this.identities.findOf(userId)).map(toIdentityView), nextCursor: null };
  }

  /**
   * Removes the link to a provider. Throws 404, and 409 `last-way-in`. Two removals at the same moment collide on the account, so
   * that each cannot rely on the link that the other removes.
   */
  async unlink(actor: UserActor, provider: string): Promise<void> {
    await this.unitOfWork.answer(async () => {
      const account = await this.users.lock(actor.id);
      const identities = await this.identities.findOf(actor.id);
      const gone = identities.find((each) => each.provider === provider);
      if (!gone) throw notFound();
      if (identities.length === 1 && !hasPassword(account)) throw lastWayIn();
      await this.identities.delete(gone.id);
    });
  }
}

const hasPassword = ({ passwordHash, email, phone }: Account): boolean =>
  passwordHash !== undefined && (email !== undefined || phone !== undefined);
