import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/time/clock.ts';
import { BarbersService } from '../barbers/barbers.service.ts';
import { DeliveriesService } from '../deliveries/deliveries.service.ts';
import { UsersService } from '../users/users.service.ts';
import type { User } from '../users/user.types.ts';
import { MAX_TOKEN_AGE_SECONDS, type ProvenIdentity } from './id-tokens.ts';
import { addressUnverified, identityTaken, providerLinked } from './identities.errors.ts';
import { IdentitiesRepository, identityId } from './identities.repository.ts';
import { Tickets } from './tickets.ts';

const HOUR = 3_600;

/** Which person at a provider is which account. All within the caller's unit of work. */
@Injectable()
export class IdentityLinks {
  constructor(
    private readonly identities: IdentitiesRepository,
    private readonly tickets: Tickets,
    private readonly users: UsersService,
    private readonly barbers: BarbersService,
    private readonly deliveries: DeliveriesService,
    private readonly clock: Clock,
  ) {}

  async userOf(proven: ProvenIdentity): Promise<string | null> {
    return (await this.identities.findById(identityId(proven)))?.userId ?? null;
  }

  /** False when the token or its nonce did its work before: whoever brings it now may have found it somewhere. */
  async spend({ provider, onceOnly }: ProvenIdentity): Promise<boolean> {
    for (const secret of onceOnly)
      if (!(await this.tickets.spend(`${provider}:${secret}`, MAX_TOKEN_AGE_SECONDS + HOUR))) return false;
    return true;
  }

  /** A new account without a password. An address that the provider has not verified is not theirs to claim: then without one. */
  async register(
    proven: ProvenIdentity,
    given: { role?: 'customer' | 'barber' | undefined; name?: string | undefined },
  ) {
    const { email } = proven;
    const role = given.role ?? 'customer';
    const name = proven.name ?? given.name ?? (role === 'barber' ? 'New barber' : 'New customer');
    const user = await this.users.register({ ...(email && { email, emailVerified: true }), name, role });
    if (role === 'barber') await this.barbers.createProfile({ userId: user.id, name });
    await this.insert(user.id, proven);
    return user;
  }

  /**
   * One more way into an account, told to its owner. The provider's word also verifies the account's own address. 409
   * `address-unverified`: whoever signs up with the address of another and links himself would stay in when the owner of the
   * address gets a new password.
   */
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
