import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '../../common/events/domain-events.ts';
import { DecisionLettersService } from '../../modules/verification/decision-letters.service.ts';
import { SubmissionsService } from '../../modules/verification/submissions.service.ts';
import { Subscriber } from './subscriber.ts';

/** What becomes of a barber's documents when the check refuses one, or the barber is none any more; and the letter on a decision. */
@Injectable()
export class VerificationSubscriber extends Subscriber {
  readonly name = 'verification';
  readonly events = ['upload.checked', 'user.role-changed', 'verification.approved', 'verification.rejected'] as const;

  constructor(
    private readonly submissions: SubmissionsService,
    private readonly letters: DecisionLettersService,
  ) {
    super();
  }

  async handle({ name, payload }: DomainEvent): Promise<void> {
    if (name === 'upload.checked' && payload.status === 'refused')
      await this.submissions.uploadRefused(payload.ownerId, payload.uploadId);
    if (name === 'user.role-changed' && payload.role !== 'barber') await this.submissions.eraseOf(payload.userId);
    if (name === 'verification.approved')
      await this.letters.send('verification-approved', payload.userId, payload.notes);
    if (name === 'verification.rejected')
      await this.letters.send('verification-rejected', payload.userId, payload.notes);
  }
}
