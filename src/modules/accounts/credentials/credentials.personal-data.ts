import { Injectable } from '@nestjs/common';
import { PersonalData } from '../../../common/privacy/personal-data.ts';
import { PersonalDataRegistry } from '../../../common/privacy/personal-data.registry.ts';
import { CredentialsRepository } from './credentials.repository.ts';

/** Codes and tokens that were sent to a person's addresses. */
@Injectable()
export class CredentialsPersonalData extends PersonalData {
  readonly module = 'credentials';
  override readonly notExported = {
    codes: 'Six digits, unreadable even here, kept for minutes: where they went is among the deliveries.',
    password_resets: 'A secret, unreadable even here, kept for minutes: where it went is among the deliveries.',
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
