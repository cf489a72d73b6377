import { Injectable } from '@nestjs/common';
import { PersonalData } from '../../../common/privacy/personal-data.ts';
import { PersonalDataRegistry } from '../../../common/privacy/personal-data.registry.ts';

/** The catalogue contains no personal data. */
@Injectable()
export class ServicesPersonalData extends PersonalData {
  readonly module = 'services';
  override readonly impersonal = ['services'];

  constructor(registry: PersonalDataRegistry) {
    super(registry);
  }
}
