import { Injectable } from '@nestjs/common';
import type { DomainEvents } from '../../common/events/domain-events.ts';
import { DecisionLettersService } from '../../modules/accounts/verification/decision-letters.service.ts';
import { DocumentsService } from '../../modules/accounts/verification/documents.service.ts';
import { SubmissionsService } from '../../modules/accounts/verification/submissions.service.ts';
import { Subscriber, type Handlers } from './subscriber.ts';

/**
 * Rejects barbers whose documents the check refused, erases the documents of former barbers, and sends letters about decisions.
 */
@Injectable()
export class VerificationSubscriber extends Subscriber {
  readonly name = 'verification';
  readonly on = {
    'upload.checked': (upload) => this.checked(upload),
    'user.role-changed': (change) => this.roleChanged(change),
    'verification.approved': ({ userId, notes }) => this.letters.send('verification-approved', userId, notes),
    'verification.rejected': ({ userId, notes }) => this.letters.send('verification-rejected', userId, notes),
  } satisfies Handlers;

  constructor(
    private readonly submissions: SubmissionsService,
    private readonly documents: DocumentsService,
    private readonly letters: DecisionLettersService,
  ) {
    super();
  }

  private async checked({ status, ownerId, uploadId }: DomainEvents['upload.checked']): Promise<void> {
    if (status === 'refused') await this.submissions.uploadRefused(ownerId, uploadId);
  }

  private async roleChanged({ role, userId }: DomainEvents['user.role-changed']): Promise<void> {
    if (role !== 'barber') await this.documents.eraseOf(userId);
  }
}
