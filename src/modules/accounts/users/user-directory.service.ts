import { Injectable } from '@nestjs/common';
import type { UserRole } from '../../../common/auth/actor.ts';
import { notFound } from '../../../common/errors/common.errors.ts';
import { toPage, type Page } from '../../../common/shapes/pagination.ts';
import type { User, VerificationStatus } from './user.types.ts';
import { UsersRepository } from './users.repository.ts';

/** Accounts as admins look through them. */
@Injectable()
export class UserDirectoryService {
  constructor(private readonly users: UsersRepository) {}

  /** Newest account first, from before `beforeId` on. `q`: beginning of an email address, part of a name, or a whole phone number. */
  async list(query: {
    q?: string | undefined;
    role?: UserRole | undefined;
    beforeId?: string | undefined;
    limit: number;
  }): Promise<Page<User>> {
    const found = await this.users.list({ ...query, limit: query.limit + 1 });
    return toPage(found, query.limit, ({ id }) => ({ id }));
  }

  /** Barbers with these verification statuses, oldest account first, from behind `afterId` on. */
  async listBarbers(statuses: readonly VerificationStatus[], limit: number, afterId?: string): Promise<Page<User>> {
    const found = await this.users.listBarbers(statuses, limit + 1, afterId);
    return toPage(found, limit, ({ id }) => ({ id }));
  }

  /** 404 for everybody who is not a barber. */
  async barber(userId: string): Promise<User> {
    const user = await this.users.findById(userId);
    if (user?.role !== 'barber') throw notFound();
    return user;
  }
}
