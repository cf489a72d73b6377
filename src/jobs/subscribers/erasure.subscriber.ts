import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '../../common/events/domain-events.ts';
import { PersonalDataRegistry } from '../../common/privacy/personal-data.registry.ts';
import { SessionsService } from '../../modules/auth/sessions.service.ts';
import { BarbersService } from '../../modules/barbers/barbers.service.ts';
import { BookingsService } from '../../modules/bookings/bookings.service.ts';
import { AddressesService } from '../../modules/credentials/addresses.service.ts';
import { MyIdentitiesService } from '../../modules/identities/my-identities.service.ts';
import { SubmissionsService } from '../../modules/verification/submissions.service.ts';
import { Subscriber } from './subscriber.ts';

/** Has every module forget a person. A new module that knows something personal gets its line here. */
@Injectable()
export class ErasureSubscriber extends Subscriber {
  readonly name = 'erasure';
  readonly events = ['user.erased'] as const;
  private readonly keepers: { eraseOf(userId: string): Promise<void> }[];

  constructor(
    private readonly personalData: PersonalDataRegistry,
    sessions: SessionsService,
    barbers: BarbersService,
    bookings: BookingsService,
    addresses: AddressesService,
    identities: MyIdentitiesService,
    submissions: SubmissionsService,
  ) {
    super();
    this.keepers = [sessions, barbers, bookings, addresses, identities, submissions];
  }

  async handle(event: DomainEvent): Promise<void> {
    if (event.name !== 'user.erased') return;
    for (const part of this.personalData.modules) await part.erase?.(event.payload.userId);
    for (const keeper of this.keepers) await keeper.eraseOf(event.payload.userId);
  }
}
