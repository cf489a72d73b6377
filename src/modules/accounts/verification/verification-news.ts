import { Injectable } from '@nestjs/common';
import { newId } from '../../../common/database/ids.ts';
import { InUnitOfWork } from '../../../common/database/unit-of-work.ts';
import { FeedService } from '../../notify/feed/feed.service.ts';
import type { OwnVerificationView } from './verification.dto.ts';
import { VerificationViews } from './verification-views.ts';

/** Tells barbers about changes of their own verification. */
@Injectable()
export class VerificationNews {
  constructor(
    private readonly views: VerificationViews,
    private readonly feed: FeedService,
  ) {}

  /** Sends the current view to the feed of the barber, and returns the view. Callers make the changes first. */
  @InUnitOfWork()
  async tell(userId: string): Promise<OwnVerificationView> {
    const view = await this.views.own(userId);
    this.feed.tell(userId, 'verification.updated', view, `verification:${newId()}`);
    return view;
  }
}
