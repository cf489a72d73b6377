import { Injectable } from '@nestjs/common';
import type { UserActor } from '../../../common/auth/actor.ts';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { Problem } from '../../../common/errors/problem.ts';
import { IdTokens, type ProvenIdentity } from './providers/id-tokens.ts';
import { identityUnproven } from './identities.errors.ts';
import { toIdentityView, type IdentityView, type LinkIdentity } from './identities.dto.ts';
import { IdentitiesRepository, identityId } from './identities.repository.ts';
import { IdentityLinks } from './identity-links.ts';
import { Tickets } from './web/tickets.ts';

/** Links a provider to the account of a signed-in user. */
@Injectable()
export class ProviderLinkingService {
  constructor(
    private readonly idTokens: IdTokens,
    private readonly tickets: Tickets,
    private readonly links: IdentityLinks,
    private readonly identities: IdentitiesRepository,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Links the identity of an ID token. Throws 404 `provider-unavailable`, 422 `identity-unproven`, 409 `identity-taken`,
   * `provider-linked`, `address-unverified`, and 503 `provider-unreachable`.
   */
  async link(actor: UserActor, { provider, idToken, nonce }: LinkIdentity): Promise<IdentityView> {
    const proven = await this.prove(provider, idToken, nonce);
    return this.unitOfWork.answer(async () => {
      if (!(await this.tickets.spendToken(proven))) throw identityUnproven();
      await this.links.link(actor.id, proven);
      return toIdentityView((await this.identities.findById(identityId(proven)))!);
    });
  }

  private async prove(provider: string, idToken: string, nonce?: string): Promise<ProvenIdentity> {
    try {
      return await this.idTokens.verify(provider, idToken, nonce);
    } catch (error) {
      throw error instanceof Problem && error.code === 'id-token-invalid' ? identityUnproven() : error;
    }
  }
}
