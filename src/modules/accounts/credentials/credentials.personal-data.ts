import { Injectable } from '@nestjs/common';
import { PersonalData } from '../../../common/privacy/personal-data.ts';
import { PersonalDataRegistry } from '../../../common/privacy/personal-data.registry.ts';
import { CredentialsRepository } from './credentials.repository.ts';

/** The codes and reset tokens that were sent to a person's addresses. */
@Injectable()
export class CredentialsPersonalData extends PersonalData {
  readonly module = 'credentials';
  override readonly notExported = {
    codes:
      'A code of six digits that works for minutes. Even we cannot read the code. Your deliveries show where each code went.',
    password_resets:
      'A secret that works for minutes. Even we cannot read the secret. Your deliveries show where each secret went.',
  };

  constructor(
    registry: PersonalDataRegistry,
    private readonly credentials: CredentialsRepository,
  ) {
    super(registry);
  }

  override async erase(userId: string): Promise<void> {
    await this.credentials.deleteCodes(userId);
    await this.credentials.deleteReset(userId);
  }
}
