import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { accountSuspended } from '../auth/auth.errors.ts';
import { AuthService } from '../auth/auth.service.ts';
import type { AuthView, Device } from '../auth/auth.dto.ts';
import { UsersService } from '../users/users.service.ts';
import type { User } from '../users/user.types.ts';
import type { ProvenIdentity } from './providers/id-tokens.ts';
import { accountLinkRequired, idTokenInvalid, linkTokenInvalid } from './identities.errors.ts';
import type { LinkAccount } from './identities.dto.ts';
import { IdentityLinks, type Newcomer } from './identity-links.ts';
import { newSecret, Tickets } from './web/tickets.ts';

const LINK_SECONDS = 600;

/** Signs in people whom a provider has proved. */
@Injectable()
export class ProviderSignInService {
  constructor(
    private readonly links: IdentityLinks,
    private readonly tickets: Tickets,
    private readonly users: UsersService,
    private readonly auth: AuthService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Signs in to the linked account, or to a new account. Throws 409 `account-link-required` when another account has the address,
   * because nothing proves that the same person made that account. This also holds when the address was never verified there.
   * Throws 401 `id-token-invalid`, 403 `account-suspended`.
   */
  async signIn(proven: ProvenIdentity, newcomer: Newcomer, device?: Device): Promise<AuthView> {
    // Two first sign-ins at once write the same ids. One of them runs again and finds the account that the other has made.
    const entered = await this.unitOfWork.run(() => this.enter(proven, newcomer, device));
    if (entered) return entered;
    const linkToken = newSecret();
    await this.tickets.put('link', linkToken, proven, LINK_SECONDS);
    throw accountLinkRequired(undefined, { provider: proven.provider, linkToken });
  }

  /**
   * Links the provider to an existing account and signs in. The password proves the account, and the token proves the person at
   * the provider. Throws 401 `invalid-credentials`, 403 `account-suspended`, 422 `link-token-invalid`, 429 with Retry-After, and
   * the 409 errors of `IdentityLinks.link`.
   */
  async link({ linkToken, password, device }: LinkAccount): Promise<AuthView> {
    const waiting = await this.tickets.find<ProvenIdentity>('link', linkToken);
    if (!waiting?.email) throw linkTokenInvalid();
    const account = await this.auth.prove({ email: waiting.email }, password);
    return this.unitOfWork.run(async () => {
      const proven = await this.tickets.take<ProvenIdentity>('link', linkToken);
      // As in every sign-in, this fails when the password has changed since it was compared.
      if (!proven || !(await this.users.markSignIn(account))) throw linkTokenInvalid();
      if (!(await this.tickets.spendToken(proven))) throw linkTokenInvalid();
      const user = await this.links.link(account.id, proven);
      return this.auth.startSession(user, device);
    });
  }

  /** Signs in or signs up. Returns null, and writes nothing, when another account has the address. */
  private async enter(proven: ProvenIdentity, newcomer: Newcomer, device?: Device): Promise<AuthView | null> {
    const userId = await this.links.userOf(proven);
    if (userId === null && proven.email && (await this.users.findByLogin({ email: proven.email }))) return null;
    if (!(await this.tickets.spendToken(proven))) throw idTokenInvalid();
    const user = userId === null ? await this.links.register(proven, newcomer) : await this.mark(userId);
    return this.auth.startSession(user, device);
  }

  private async mark(userId: string): Promise<User> {
    const user = await this.users.markProviderSignIn(userId);
    if (!user) throw accountSuspended();
    return user;
  }
}
