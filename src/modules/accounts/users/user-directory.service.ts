import { Injectable } from '@nestjs/common';
import type { UserRole } from '../../../common/auth/actor.ts';
import { notFound } from '../../../common/errors/common.errors.ts';
import { toPage, type Page } from '../../../common/shapes/pagination.ts';
import type { User, VerificationStatus } from './user.types.ts';
import { UsersRepository } from './users.repository.ts';

/** Lists accounts for admins. */
@Injectable()
export class UserDirectoryService {
  constructor(private readonly users: UsersRepository) {}

  /**
   * One page of accounts, newest first, from the account before `beforeId` on. `q` is the beginning of an email address, a part
   * of a name, or a whole phone number.
   */
  async list(query: {
    q?: string | undefined;
    role?: UserRole | undefined;
    beforeId?: string | undefined;
    limit: number;
  }): Promise<Page<User>> {
    const found = await this.users.list({ ...query, limit: query.limit + 1 });
    return toPage(found, query.limit, ({ id }) => ({ id }));
  }

  /** One page of barbers with these verification statuses, oldest account first, from the account after `afterId` on. */
  async listBarbers(statuses: readonly VerificationStatus[], limit: number, afterId?: string): Promise<Page<User>> {
    const found = await this.users.listBarbers(statuses, limit + 1, afterId);
    return toPage(found, limit, ({ id }) => ({ id }));
  }

  /** Returns the account of a barber. Throws 404 for a user who is not a barber. */
  async barber(userId: string): Promise<User> {
    const user = await this.users.findById(userId);
    if (user?.role !== 'barber') throw notFound();
    return user;
  }
}
