import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { PersonalData } from '../../../common/privacy/personal-data.ts';
import { PersonalDataRegistry } from '../../../common/privacy/personal-data.registry.ts';
import { DocumentsService } from './documents.service.ts';
import { SubmissionsRepository } from './submissions.repository.ts';

/** The documents that a barber handed in to be verified. */
@Injectable()
export class VerificationPersonalData extends PersonalData {
  readonly module = 'verification';
  override readonly files = [
    {
      name: 'verification',
      about: 'the documents you handed in to be verified as a barber',
      collections: ['verification_submissions'],
      rows: (userId: string) => this.handedIn(userId),
    },
  ];

  constructor(
    registry: PersonalDataRegistry,
    private readonly submissions: SubmissionsRepository,
    private readonly documents: DocumentsService,
    private readonly unitOfWork: UnitOfWork,
  ) {
    super(registry);
  }

  override async erase(userId: string): Promise<void> {
    await this.unitOfWork.run(() => this.documents.eraseOf(userId));
  }

  /** Yields the submission with the ids of its uploads. The decision is part of the account. */
  private async *handedIn(userId: string): AsyncGenerator<object> {
    const submission = await this.submissions.find(userId);
    if (!submission) return;
    const { idDocumentId, certificateIds, submittedAt } = submission;
    yield { idDocumentId, certificateIds, submittedAt };
  }
}
