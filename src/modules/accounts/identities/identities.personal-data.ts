import { Injectable } from '@nestjs/common';
import { PersonalData } from '../../../common/privacy/personal-data.ts';
import { PersonalDataRegistry } from '../../../common/privacy/personal-data.registry.ts';
import { toIdentityView } from './identities.dto.ts';
import { IdentitiesRepository } from './identities.repository.ts';

/** The providers with which a person signs in. */
@Injectable()
export class IdentitiesPersonalData extends PersonalData {
  readonly module = 'identities';
  override readonly files = [
    {
      name: 'identities',
      about: 'the accounts at other providers with which you sign in',
      collections: ['identities'],
      rows: (userId: string) => this.identitiesOf(userId),
    },
  ];
  override readonly notExported = {
    oauth_tickets:
      'Secrets of sign-ins that have started and of tokens that were used. Even we cannot read the secrets.',
  };

  constructor(
    registry: PersonalDataRegistry,
    private readonly identities: IdentitiesRepository,
  ) {
    super(registry);
  }

  override async erase(userId: string): Promise<void> {
    await this.identities.deleteOf(userId);
  }

  /** Yields the linked identities. `subject` is the provider's id of the person. */
  private async *identitiesOf(userId: string): AsyncGenerator<object> {
    for (const identity of await this.identities.findOf(userId))
      yield { ...toIdentityView(identity), subject: identity.id.slice(identity.provider.length + 1) };
  }
}
