import { Injectable } from '@nestjs/common';
import { InUnitOfWork } from '../../../common/database/unit-of-work.ts';
import { Clock } from '../../../common/time/clock.ts';
import { SignUpService } from '../auth/sign-up.service.ts';
import { DeliveriesService } from '../../notify/deliveries/deliveries.service.ts';
import { UsersService } from '../users/users.service.ts';
import type { User } from '../users/user.types.ts';
import type { ProvenIdentity } from './providers/id-tokens.ts';
import { addressUnverified, identityTaken, providerLinked } from './identities.errors.ts';
import { IdentitiesRepository, identityId } from './identities.repository.ts';

/** What a new person says about themselves. */
export interface Newcomer {
  role?: 'customer' | 'barber' | undefined;
  name?: string | undefined;
}

/** Links people at providers to accounts. */
@Injectable()
export class IdentityLinks {
  constructor(
    private readonly identities: IdentitiesRepository,
    private readonly users: UsersService,
    private readonly signUps: SignUpService,
    private readonly deliveries: DeliveriesService,
    private readonly clock: Clock,
  ) {}

  /** Returns the id of the account that is linked to this identity, or null. */
  async userOf(proven: ProvenIdentity): Promise<string | null> {
    return (await this.identities.findById(identityId(proven)))?.userId ?? null;
  }

  /**
   * Creates an account without a password. The account gets an email address only when the provider has verified the address,
   * because an unverified address may belong to another person.
   */
  @InUnitOfWork()
  async register(proven: ProvenIdentity, given: Newcomer): Promise<User> {
    const { email } = proven;
    const role = given.role ?? 'customer';
    const name = proven.name ?? given.name ?? (role === 'barber' ? 'New barber' : 'New customer');
    const user = await this.signUps.register({ ...(email && { email, emailVerified: true }), name, role });
    await this.insert(user.id, proven);
    return user;
  }

  /**
   * Links an identity to an account and tells the owner. When the provider has verified the address of the account, the address
   * becomes verified here as well. Throws 409 `identity-taken`, `provider-linked`, or `address-unverified`. The last error has
   * this reason: a person may sign up with somebody else's address and link their own provider, and would keep access when the
   * owner of the address gets a new password.
   */
  @InUnitOfWork()
  async link(userId: string, proven: ProvenIdentity): Promise<User> {
    const account = await this.users.lock(userId);
    const owner = await this.userOf(proven);
    if (owner === userId) return account;
    if (owner !== null) throw identityTaken();
    const mine = await this.identities.findOf(userId);
    if (mine.some(({ provider }) => provider === proven.provider)) throw providerLinked();
    const isSame = account.email !== undefined && account.email === proven.email;
    const user =
      isSame && !account.emailVerified ? await this.users.setAddress(userId, 'email', account.email!) : account;
    if ((user.email && !user.emailVerified) || (user.phone && !user.phoneVerified)) throw addressUnverified();
    await this.insert(userId, proven);
    const at = this.clock.now().toISOString();
    await this.deliveries.sendTo(user, 'identity-linked', { provider: proven.provider, at });
    return this.users.byId(userId);
  }

  private insert(userId: string, proven: ProvenIdentity): Promise<void> {
    const { provider } = proven;
    return this.identities.insert({ id: identityId(proven), provider, userId, createdAt: this.clock.now() });
  }
}
