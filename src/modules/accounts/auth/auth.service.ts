import { Injectable } from '@nestjs/common';
import { InUnitOfWork, UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { UsersService } from '../users/users.service.ts';
import type { Account, Login, User } from '../users/user.types.ts';
import { toLogin, type AuthView, type Device, type SignIn } from './auth.dto.ts';
import { accountSuspended, invalidCredentials, refreshTokenInvalid } from './auth.errors.ts';
import { PasswordsService } from './passwords.service.ts';
import { SignInLimits } from './sign-in-limits.ts';
import { TokenFamilies } from './sessions/token-families.ts';

/** Lets people in who have an account. */
@Injectable()
export class AuthService {
  constructor(
    private readonly users: UsersService,
    private readonly passwords: PasswordsService,
    private readonly families: TokenFamilies,
    private readonly limits: SignInLimits,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** 401 `invalid-credentials`, 403 `account-suspended`, 429 with Retry-After. */
  async signIn({ password, device, ...given }: SignIn): Promise<AuthView> {
    const account = await this.prove(toLogin({ password, ...given }), password);
    return this.unitOfWork.run(async () => {
      const user = await this.users.markSignIn(account);
      if (!user) throw invalidCredentials();
      return this.open(user, device);
    });
  }

  /**
   * The account that this address and password belong to. The same answer after the same time whether one or the other is wrong;
   * a suspension shows only to people who know both. 401 `invalid-credentials`, 403 `account-suspended`, 429 with Retry-After.
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

  /** Opens a session for a user who was proved and marked as signed in. */
  @InUnitOfWork()
  async open(user: User, device?: Device): Promise<AuthView> {
    return { user: await this.users.viewOf(user), ...(await this.families.open(user, device)) };
  }

  /** 401 `refresh-token-invalid`. */
  async refresh(token: string): Promise<AuthView> {
    const { userId, pair } = await this.families.refresh(token);
    const user = await this.users.findById(userId);
    if (!user) throw refreshTokenInvalid();
    return { user: await this.users.viewOf(user), ...pair };
  }
}
