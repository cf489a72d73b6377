import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import { PersonalData } from '../../common/privacy/personal-data.ts';
import { PersonalDataRegistry } from '../../common/privacy/personal-data.registry.ts';
import { SubmissionsRepository } from './submissions.repository.ts';
import { SubmissionsService } from './submissions.service.ts';

/** What a barber handed in to be verified. */
@Injectable()
export class VerificationPersonalData extends PersonalData {
  readonly module = 'verification';
  override readonly files = [
    {
      name: 'verification',
      about: 'what you handed in as a barber',
      collections: ['verification_submissions'],
      rows: (userId: string) => this.handedIn(userId),
    },
  ];

  constructor(
    registry: PersonalDataRegistry,
    private readonly submitted: SubmissionsRepository,
    private readonly submissions: SubmissionsService,
    private readonly unitOfWork: UnitOfWork,
  ) {
    super(registry);
  }

  override async erase(userId: string): Promise<void> {
    await this.unitOfWork.run(() => this.submissions.eraseOf(userId));
  }

  /** By the ids of uploads; the decision about it is part of the account. */
  private async *handedIn(userId: string): AsyncGenerator<object> {
    const submission = await this.submitted.find(userId);
    if (!submission) return;
    const { idDocumentId, certificateIds, submittedAt } = submission;
    yield { idDocumentId, certificateIds, submittedAt };
  }
}
