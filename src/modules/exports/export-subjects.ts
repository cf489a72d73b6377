import { Injectable } from '@nestjs/common';
import { SessionsService } from '../auth/sessions.service.ts';
import { MyIdentitiesService } from '../identities/my-identities.service.ts';
import { UsersService } from '../users/users.service.ts';
import { SubmissionsService } from '../verification/submissions.service.ts';

export interface Subject {
  /** Of the file in the archive, without its ending. */
  name: string;
  /** What is in it, in words for the person. */
  about: string;
  /** Where it comes from: together with LEFT_OUT every collection that can name somebody. */
  collections: readonly string[];
  rows(userId: string, linkSeconds: number): AsyncIterable<object>;
}

/** What is in an export. A new module that knows something personal gets its line here, or its collection one in LEFT_OUT. */
@Injectable()
export class ExportSubjects {
  readonly all: readonly Subject[];

  constructor(
    users: UsersService,
    sessions: SessionsService,
    identities: MyIdentitiesService,
    submissions: SubmissionsService,
  ) {
    const from = (name: string, about: string, collection: string, rows: Subject['rows']): Subject => ({
      ...{ name, about, rows },
      collections: [collection],
    });
    this.all = [
      from('account', 'your account', 'users', (id) => users.exportOf(id)),
      from('sessions', 'where you are signed in', 'sessions', (id) => sessions.exportOf(id)),
      from('known-devices', 'when devices of yours were last seen', 'known_devices', (id) => sessions.devicesOf(id)),
      from('identities', 'other accounts you sign in with', 'identities', (id) => identities.exportOf(id)),
      from('verification', 'what you handed in as a barber', 'verification_submissions', (id) =>
        submissions.exportOf(id),
      ),
    ];
  }
}
