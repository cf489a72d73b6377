import { Injectable } from '@nestjs/common';
import { PersonalData } from '../../../common/privacy/personal-data.ts';
import { PersonalDataRegistry } from '../../../common/privacy/personal-data.registry.ts';
import { toIdentityView } from './identities.dto.ts';
import { IdentitiesRepository } from './identities.repository.ts';

/** The providers that a person signs in with. */
@Injectable()
export class IdentitiesPersonalData extends PersonalData {
  readonly module = 'identities';
  override readonly files = [
    {
      name: 'identities',
      about: 'other accounts you sign in with',
      collections: ['identities'],
      rows: (userId: string) => this.identitiesOf(userId),
    },
  ];
  override readonly notExported = {
    oauth_tickets: 'Secrets of a sign-in that is under way, unreadable even here, kept for minutes.',
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

  /** `subject`: who the person is to the provider. */
  private async *identitiesOf(userId: string): AsyncGenerator<object> {
    for (const identity of await this.identities.findOf(userId))
      yield { ...toIdentityView(identity), subject: identity.id.slice(identity.provider.length + 1) };
  }
}
