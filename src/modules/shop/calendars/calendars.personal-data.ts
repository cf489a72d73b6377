import { Injectable } from '@nestjs/common';
import { PersonalData } from '../../../common/privacy/personal-data.ts';
import { PersonalDataRegistry } from '../../../common/privacy/personal-data.registry.ts';

/** Calendars know bookings and time off by their ids. */
@Injectable()
export class CalendarsPersonalData extends PersonalData {
  readonly module = 'calendars';
  override readonly notExported = {
    calendars: 'which times of a chair are taken: those of the bookings and the time off',
  };

  constructor(registry: PersonalDataRegistry) {
    super(registry);
  }
}
