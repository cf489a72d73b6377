import { Injectable } from '@nestjs/common';
import type { UserActor } from '../../common/auth/actor.ts';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import { notFound } from '../../common/errors/common.errors.ts';
import { Problem } from '../../common/errors/problem.ts';
import type { Account } from '../users/user.types.ts';
import { UsersService } from '../users/users.service.ts';
import { IdTokens, type ProvenIdentity } from './id-tokens.ts';
import { identityUnproven, lastWayIn } from './identities.errors.ts';
import { toIdentityView, type IdentityView, type LinkIdentity } from './identities.dto.ts';
import { IdentitiesRepository, type StoredIdentity } from './identities.repository.ts';
import { IdentityLinks } from './identity-links.ts';

/** The providers by which an account is signed in to. */
@Injectable()
export class MyIdentitiesService {
  constructor(
    private readonly identities: IdentitiesRepository,
    private readonly links: IdentityLinks,
    private readonly idTokens: IdTokens,
    private readonly users: UsersService,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async eraseOf(userId: string): Promise<void> {
    await this.identities.deleteOf(userId);
  }

  /** With who the person is to the provider. */
  async *exportOf(userId: string): AsyncGenerator<object> {
    for (const identity of await this.identities.findOf(userId))
      yield { ...toIdentityView(identity), subject: identity.id.slice(identity.provider.length + 1) };
  }

  async list(actor: UserActor): Promise<{ items: IdentityView[]; nextCursor: null }> {
    return { items: (await this.identities.findOf(actor.id)).map(toIdentityView), nextCursor: null };
  }

  /** 422 `identity-unproven`; 409 `identity-taken`, `provider-linked`, `address-unverified`. */
  async link(actor: UserActor, { provider, idToken, nonce }: LinkIdentity): Promise<IdentityView> {
    const proven = await this.prove(provider, idToken, nonce);
    return this.unitOfWork.answer(async () => {
      if (!(await this.links.spend(proven))) throw identityUnproven();
      await this.links.link(actor.id, proven);
      return toIdentityView((await this.mine(actor, provider))!);
    });
  }

  /** 409 `last-way-in`. Two at once collide on the account, so that they do not take each other for the other way. */
  async unlink(actor: UserActor, provider: string): Promise<void> {
    await this.unitOfWork.answer(async () => {
      const account = await this.users.hold(actor.id);
      const identities = await this.identities.findOf(actor.id);
      const gone = identities.find((each) => each.provider === provider);
      if (!gone) throw notFound();
      if (identities.length === 1 && !hasPassword(account)) throw lastWayIn();
      await this.identities.delete(gone.id);
    });
  }

  private async mine(actor: UserActor, provider: string): Promise<StoredIdentity | undefined> {
    return (await this.identities.findOf(actor.id)).find((each) => each.provider === provider);
  }

  private async prove(provider: string, idToken: string, nonce?: string): Promise<ProvenIdentity> {
    try {
      return await this.idTokens.verify(provider, idToken, nonce);
    } catch (error) {
      throw error instanceof Problem && error.code === 'id-token-invalid' ? identityUnproven() : error;
    }
  }
}

const hasPassword = ({ passwordHash, email, phone }: Account): boolean =>
  passwordHash !== undefined && (email !== undefined || phone !== undefined);
