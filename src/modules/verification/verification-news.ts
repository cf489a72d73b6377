import { Injectable } from '@nestjs/common';
import { newId } from '../../common/database/ids.ts';
import { FeedService } from '../feed/feed.service.ts';
import { UserDirectoryService } from '../users/user-directory.service.ts';
import { SubmissionsRepository } from './submissions.repository.ts';
import { toOwnVerificationView, type OwnVerificationView } from './verification.dto.ts';

/** What a barber sees of the own verification, and hears when it changes. */
@Injectable()
export class VerificationNews {
  constructor(
    private readonly directory: UserDirectoryService,
    private readonly submissions: SubmissionsRepository,
    private readonly feed: FeedService,
  ) {}

  async view(userId: string): Promise<OwnVerificationView> {
    const { verification } = await this.directory.barber(userId);
    return toOwnVerificationView(verification, await this.submissions.find(userId));
  }

  /** In the caller's unit of work, once its changes are made. */
  async tell(userId: string): Promise<OwnVerificationView> {
    const view = await this.view(userId);
    this.feed.tell(userId, 'verification.updated', view, `verification:${newId()}`);
    return view;
  }
}
