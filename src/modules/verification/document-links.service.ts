import { Injectable } from '@nestjs/common';
import type { UserActor } from '../../common/auth/actor.ts';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import { EventRecorder } from '../../common/events/event-recorder.ts';
import { UploadsService } from '../uploads/uploads.service.ts';
import type { Upload } from '../uploads/upload.types.ts';
import { UserDirectoryService } from '../users/user-directory.service.ts';
import { SubmissionsRepository } from './submissions.repository.ts';
import { SubmissionsService } from './submissions.service.ts';
import { toVerificationView, type DocumentView, type VerificationDetail } from './verification.dto.ts';

const LINK_SECONDS = 60;

/** Opens documents to admins, and leaves a trace of it: whoever gets a link has opened the document. */
@Injectable()
export class DocumentLinksService {
  constructor(
    private readonly directory: UserDirectoryService,
    private readonly submitted: SubmissionsRepository,
    private readonly submissions: SubmissionsService,
    private readonly uploads: UploadsService,
    private readonly events: EventRecorder,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async open(actor: UserActor, userId: string): Promise<VerificationDetail> {
    const user = await this.directory.barber(userId);
    const submission = await this.submitted.find(userId);
    const documents: DocumentView[] = [];
    for (const upload of await this.submissions.documentsOf(userId)) documents.push(await this.documentOf(upload));
    return this.unitOfWork.answer(async () => {
      for (const { id, url } of documents)
        if (url !== undefined)
          await this.events.record('verification.document-opened', { userId, actorId: actor.id, uploadId: id });
      return { ...toVerificationView(user, submission), documents };
    });
  }

  private async documentOf(upload: Upload): Promise<DocumentView> {
    const { id, purpose, contentType, status, reason } = upload;
    const url = await this.uploads.link(upload, LINK_SECONDS);
    return {
      ...{ id, purpose, contentType, status: status as DocumentView['status'] },
      ...(reason !== null && { reason }),
      ...(url !== null && { url }),
    };
  }
}
