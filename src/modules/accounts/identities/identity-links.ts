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

/** What a person who is new says of themselves. */
export interface Newcomer {
  role?: 'customer' | 'barber' | undefined;
  name?: string | undefined;
}

/** Which person at a provider is which account. */
@Injectable()
export class IdentityLinks {
  constructor(
    private readonly identities: IdentitiesRepository,
    private readonly users: UsersService,
    private readonly signUps: SignUpService,
    private readonly deliveries: DeliveriesService,
    private readonly clock: Clock,
  ) {}

  async userOf(proven: ProvenIdentity): Promise<string | null> {
    return (await this.identities.findById(identityId(proven)))?.userId ?? null;
  }

  /** A new account without a password. An address that the provider has not verified is not theirs to claim: then without one. */
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
   * One more way into an account, told to its owner. The provider's word also verifies the account's own address. 409
   * `address-unverified`: a person who signs up with the address of another and links their own provider would stay in
   * when the owner of the address gets a new password.
   */
  @InUnitOfWork()
  async link(userId: string, proven: ProvenIdentity): Promise<User> {
    const account = await this.users.hold(userId);
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
