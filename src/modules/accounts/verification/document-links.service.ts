import { Injectable } from '@nestjs/common';
import type { UserActor } from '../../../common/auth/actor.ts';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { EventRecorder } from '../../../common/events/event-recorder.ts';
import { UploadsService } from '../../files/uploads/uploads.service.ts';
import type { Upload } from '../../files/uploads/upload.types.ts';
import { DocumentsService } from './documents.service.ts';
import type { DocumentView, VerificationDetail } from './verification.dto.ts';
import { VerificationViews } from './verification-views.ts';

const LINK_SECONDS = 60;

/** Opens documents for admins and records this: an admin who gets a link counts as having opened the document. */
@Injectable()
export class DocumentLinksService {
  constructor(
    private readonly views: VerificationViews,
    private readonly documents: DocumentsService,
    private readonly uploads: UploadsService,
    private readonly events: EventRecorder,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Returns a verification with links to its documents, which work for 60 seconds. Throws 404 for a user who is not a barber. */
  async open(actor: UserActor, userId: string): Promise<VerificationDetail> {
    const view = await this.views.one(userId);
    const documents: DocumentView[] = [];
    for (const upload of await this.documents.of(userId)) documents.push(await this.documentOf(upload));
    return this.unitOfWork.answer(async () => {
      for (const { id, url } of documents)
        if (url !== undefined)
          await this.events.record('verification.document-opened', { userId, actorId: actor.id, uploadId: id });
      return { ...view, documents };
    });
  }

  private async documentOf(upload: Upload): Promise<DocumentView> {
    const { id, purpose, contentType, status, reason } = upload;
    const url = await this.uploads.link(upload, LINK_SECONDS);
    return {
      id,
      purpose,
      contentType,
      status: status as DocumentView['status'],
      ...(reason !== null && { reason }),
      ...(url !== null && { url }),
    };
  }
}
