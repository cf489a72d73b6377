import { Injectable } from '@nestjs/common';
import { isDuplicateKey } from '../../common/database/plain.ts';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import { BarbersService } from '../barbers/barbers.service.ts';
import { accountExists } from '../users/users.errors.ts';
import { UsersService } from '../users/users.service.ts';
import type { Account, Login, User } from '../users/user.types.ts';
import { toLogin, type AuthView, type SignIn, type SignUp } from './auth.dto.ts';
import { accountSuspended, invalidCredentials, refreshTokenInvalid } from './auth.errors.ts';
import { PasswordsService } from './passwords.service.ts';
import { SessionsService } from './sessions.service.ts';
import { SignInLimits } from './sign-in-limits.ts';
import type { TokenPair } from './tokens.ts';

// What other modules may use of this one; they import services only.
@Injectable()
export class AuthService {
  constructor(
    private readonly users: UsersService,
    private readonly barbers: BarbersService,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly limits: SignInLimits,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Account, a barber's empty profile and the first session, all or nothing. */
  async signUp({ password, device, ...person }: SignUp): Promise<AuthView> {
    await this.refuseKnown(person);
    const passwordHash = await this.passwords.hash(password);
    try {
      return await this.unitOfWork.run(async () => {
        const user = await this.users.register({ ...person, passwordHash });
        if (user.role === 'barber') await this.barbers.createProfile({ userId: user.id, name: user.name });
        return this.answer(user, await this.sessions.open(user, device));
      });
    } catch (error) {
      throw isDuplicateKey(error) ? accountExists() : error;
    }
  }

  async signIn({ password, device, ...given }: SignIn): Promise<AuthView> {
    const account = await this.prove(toLogin({ password, ...given }), password);
    return this.unitOfWork.run(async () => {
      const user = await this.users.markSignIn(account);
      if (!user) throw invalidCredentials();
      return this.answer(user, await this.sessions.open(user, device));
    });
  }

  /**
   * Whose address and password these are. The same answer after the same time whether one or the other is wrong; suspension shows
   * only to who knows both.
   */
  async prove(login: Login, password: string): Promise<Account> {
    const attempt = await this.limits.begin(login);
    const account = await this.users.findByLogin(login);
    const right = await this.passwords.matches(password, account?.passwordHash);
    if (!account || !right) throw invalidCredentials();
    if (account.suspendedAt) throw accountSuspended();
    await this.limits.succeeded(attempt);
    return account;
  }

  async refresh(token: string): Promise<AuthView> {
    const { userId, pair } = await this.sessions.refresh(token);
    const user = await this.users.findById(userId);
    if (!user) throw refreshTokenInvalid();
    return this.answer(user, pair);
  }

  private async answer(user: User, pair: TokenPair): Promise<AuthView> {
    return { user: await this.users.viewOf(user), ...pair };
  }

  /** Spares the hash where the answer is known; two at once are told apart by the unique index. */
  private async refuseKnown({ email, phone }: Pick<SignUp, 'email' | 'phone'>): Promise<void> {
    if (email && (await this.users.holderOf({ email }))) throw accountExists();
    if (phone && (await this.users.holderOf({ phone }))) throw accountExists();
  }
}
