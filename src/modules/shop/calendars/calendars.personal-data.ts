import { Injectable } from '@nestjs/common';
import { PersonalData } from '../../../common/privacy/personal-data.ts';
import { PersonalDataRegistry } from '../../../common/privacy/personal-data.registry.ts';

/** Calendars contain only the ids and times of bookings and time off. */
@Injectable()
export class CalendarsPersonalData extends PersonalData {
  readonly module = 'calendars';
  override readonly notExported = {
    calendars: 'the taken times of a chair, which repeat the times of bookings and time off',
  };

  constructor(registry: PersonalDataRegistry) {
    super(registry);
  }
}
