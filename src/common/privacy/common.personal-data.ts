import { Injectable } from '@nestjs/common';
import { PersonalData } from './personal-data.ts';
import { PersonalDataRegistry } from './personal-data.registry.ts';

/** The collections that no module owns. TTL indexes remove their rows. */
@Injectable()
export class CommonPersonalData extends PersonalData {
  readonly module = 'common';
  override readonly notExported = {
    outbox: 'events for the parts of the platform, kept for a week: they contain ids of entries in the other files',
    idempotency:
      'answers to requests, kept for a day in case a request is sent again: they are copies of what is in the other files',
  };
  override readonly impersonal = ['inbox', 'field_keys', 'migrations', 'migrations_lock'];

  constructor(registry: PersonalDataRegistry) {
    super(registry);
  }
}
