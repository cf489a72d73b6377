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

/** Lets in who was proved by a provider. */
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
   * Into the account that is linked, or a new one. 409 `account-link-required` when another account has the address: whoever
   * made that one has not shown to be the same person, not even by an address that was never verified.
   */
  async signIn(proven: ProvenIdentity, newcomer: Newcomer, device?: Device): Promise<AuthView> {
    // Two first sign-ins at once write the same ids: one of them runs again, and finds the account of the other.
    const entered = await this.unitOfWork.run(() => this.enter(proven, newcomer, device));
    if (entered) return entered;
    const linkToken = newSecret();
    await this.tickets.put('link', linkToken, proven, LINK_SECONDS);
    throw accountLinkRequired(undefined, { provider: proven.provider, linkToken });
  }

  /** The password proves the account, the token the person at the provider. 401 `invalid-credentials`, 422 `link-token-invalid`. */
  async link({ linkToken, password, device }: LinkAccount): Promise<AuthView> {
    const waiting = await this.tickets.find<ProvenIdentity>('link', linkToken);
    if (!waiting?.email) throw linkTokenInvalid();
    const account = await this.auth.prove({ email: waiting.email }, password);
    return this.unitOfWork.run(async () => {
      const proven = await this.tickets.take<ProvenIdentity>('link', linkToken);
      // Guarded by the password that was just compared, as every sign-in.
      if (!proven || !(await this.users.markSignIn(account))) throw linkTokenInvalid();
      if (!(await this.tickets.spendToken(proven))) throw linkTokenInvalid();
      const user = await this.links.link(account.id, proven);
      return this.auth.open(user, device);
    });
  }

  /** Null, with nothing written: the address is somebody's. */
  private async enter(proven: ProvenIdentity, newcomer: Newcomer, device?: Device): Promise<AuthView | null> {
    const userId = await this.links.userOf(proven);
    if (userId === null && proven.email && (await this.users.findByLogin({ email: proven.email }))) return null;
    if (!(await this.tickets.spendToken(proven))) throw idTokenInvalid();
    const user = userId === null ? await this.links.register(proven, newcomer) : await this.mark(userId);
    return this.auth.open(user, device);
  }

  private async mark(userId: string): Promise<User> {
    const user = await this.users.markProviderSignIn(userId);
    if (!user) throw accountSuspended();
    return user;
  }
}
