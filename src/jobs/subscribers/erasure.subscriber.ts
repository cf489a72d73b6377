import { Injectable } from '@nestjs/common';
import { SessionsService } from '../../modules/auth/sessions.service.ts';
import { AddressesService } from '../../modules/credentials/addresses.service.ts';
import { MyIdentitiesService } from '../../modules/identities/my-identities.service.ts';
import { SubmissionsService } from '../../modules/verification/submissions.service.ts';
import { Subscriber, type Handlers } from './subscriber.ts';

/** Erases the data of those modules that do not register it in a `<module>.personal-data.ts` yet. */
@Injectable()
export class ErasureSubscriber extends Subscriber {
  readonly name = 'erasure';
  readonly on = {
    'user.erased': ({ userId }) => this.eraseOf(userId),
  } satisfies Handlers;
  private readonly keepers: { eraseOf(userId: string): Promise<void> }[];

  constructor(
    sessions: SessionsService,
    addresses: AddressesService,
    identities: MyIdentitiesService,
    submissions: SubmissionsService,
  ) {
    super();
    this.keepers = [sessions, addresses, identities, submissions];
  }

  private async eraseOf(userId: string): Promise<void> {
    for (const keeper of this.keepers) await keeper.eraseOf(userId);
  }
}
