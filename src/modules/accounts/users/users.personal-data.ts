import { Injectable } from '@nestjs/common';
import { PersonalData } from '../../../common/privacy/personal-data.ts';
import { PersonalDataRegistry } from '../../../common/privacy/personal-data.registry.ts';
import { toUserView } from './users.dto.ts';
import { UsersRepository } from './users.repository.ts';

/**
 * The account. `UserStandingService.erase` erases the account after the grace period, before the other modules hear of
 * `user.erased`.
 */
@Injectable()
export class UsersPersonalData extends PersonalData {
  readonly module = 'users';
  override readonly files = [
    { name: 'account', about: 'your account', collections: ['users'], rows: (userId: string) => this.account(userId) },
  ];

  constructor(
    registry: PersonalDataRegistry,
    private readonly users: UsersRepository,
  ) {
    super(registry);
  }

  /** Yields the account. The picture is among the uploads. */
  private async *account(userId: string): AsyncGenerator<object> {
    const user = await this.users.findById(userId);
    if (!user) return;
    const { verification, avatarId, lastSignInAt, closing } = user;
    yield { ...toUserView(user), verification, avatarId, lastSignInAt, closing };
  }
}
