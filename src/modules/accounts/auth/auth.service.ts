import { Injectable } from '@nestjs/common';
import { InUnitOfWork, UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { UsersService } from '../users/users.service.ts';
import type { Account, Login, User } from '../users/user.types.ts';
import { toLogin, type AuthView, type Device, type SignIn } from './auth.dto.ts';
import { accountSuspended, invalidCredentials, refreshTokenInvalid } from './auth.errors.ts';
import { PasswordsService } from './passwords.service.ts';
import { SignInLimits } from './sign-in-limits.ts';
import { TokenFamilies } from './sessions/token-families.ts';

/** Signs in people who have an account. */
@Injectable()
export class AuthService {
  constructor(
    private readonly users: UsersService,
    private readonly passwords: PasswordsService,
    private readonly families: TokenFamilies,
    private readonly limits: SignInLimits,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Signs in with an address and a password. Throws 401 `invalid-credentials`, 403 `account-suspended`, 429 with Retry-After. */
  async signIn({ password, device, ...given }: SignIn): Promise<AuthView> {
    const account = await this.prove(toLogin({ password, ...given }), password);
    return this.unitOfWork.run(async () => {
      const user = await this.users.markSignIn(account);
      if (!user) throw invalidCredentials();
      return this.startSession(user, device);
    });
  }

  /**
   * Returns the account of this address and password. A wrong address and a wrong password get the same answer after the same
   * time, and a suspension shows only to people who know both. Throws 401 `invalid-credentials`, 403 `account-suspended`, 429
   * with Retry-After.
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

  /** Starts a session for a user who has proved the account and is marked as signed in. */
  @InUnitOfWork()
  async startSession(user: User, device?: Device): Promise<AuthView> {
    return { user: await this.users.viewOf(user), ...(await this.families.start(user, device)) };
  }

  /** Returns the user and the next pair of tokens. Throws 401 `refresh-token-invalid`. */
  async refresh(token: string): Promise<AuthView> {
    const { userId, pair } = await this.families.refresh(token);
    const user = await this.users.findById(userId);
    if (!user) throw refreshTokenInvalid();
    return { user: await this.users.viewOf(user), ...pair };
  }
}
