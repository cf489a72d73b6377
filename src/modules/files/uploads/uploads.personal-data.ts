import { Injectable } from '@nestjs/common';
import { pagesOf } from '../../../common/shapes/pagination.ts';
import { PersonalData } from '../../../common/privacy/personal-data.ts';
import { PersonalDataRegistry } from '../../../common/privacy/personal-data.registry.ts';
import { Clock } from '../../../common/time/clock.ts';
import type { UploadPurpose } from './upload.types.ts';
import { UploadsRepository } from './uploads.repository.ts';
import { UploadsService } from './uploads.service.ts';

/**
 * Purposes whose files get no link in an export: links in an export work for days, but only admins open documents, for a minute.
 */
const DOCUMENTS = new Set<UploadPurpose>(['id_document', 'certificate']);
const PAGE = 100;

@Injectable()
export class UploadsPersonalData extends PersonalData {
  readonly module = 'uploads';
  override readonly files = [
    {
      name: 'uploads',
      about: 'the files that you sent, with links to the pictures',
      collections: ['uploads'],
      rows: (userId: string, linkSeconds: number) => this.rows(userId, linkSeconds),
    },
  ];

  constructor(
    registry: PersonalDataRegistry,
    private readonly uploads: UploadsRepository,
    private readonly service: UploadsService,
    private readonly clock: Clock,
  ) {
    super(registry);
  }

  /** Marks all uploads of the person for removal. The worker deletes the files soon, even files that something uses. */
  override async erase(userId: string): Promise<void> {
    await this.uploads.removeFrom({ ownerId: userId }, this.clock.now());
  }

  private async *rows(userId: string, linkSeconds: number): AsyncGenerator<object> {
    for (const ids of pagesOf((await this.uploads.idsOf(userId)).sort(), PAGE))
      for (const upload of await this.uploads.findMany(ids)) {
        const { id, purpose, contentType, size, status, reason, createdAt } = upload;
        const link = !DOCUMENTS.has(purpose) && { url: await this.service.link(upload, linkSeconds) };
        yield { id, purpose, contentType, size, status, reason, createdAt, ...link };
      }
  }
}
