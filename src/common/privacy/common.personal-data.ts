import { Injectable } from '@nestjs/common';
import { PersonalData } from './personal-data.ts';
import { PersonalDataRegistry } from './personal-data.registry.ts';

/** The collections that no module owns. They are erased by their own expiry. */
@Injectable()
export class CommonPersonalData extends PersonalData {
  readonly module = 'common';
  override readonly notExported = {
    outbox: 'what the parts of the platform tell each other, for a week: ids of what is in the other files',
    idempotency:
      'answers to requests, kept for a day in case they are sent again: a copy of what is in the other files',
  };
  override readonly impersonal = ['inbox', 'field_keys', 'migrations', 'migrations_lock'];

  constructor(registry: PersonalDataRegistry) {
    super(registry);
  }
}
