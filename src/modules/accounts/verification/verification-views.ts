import { Injectable } from '@nestjs/common';
import { mapPage, type Page } from '../../../common/shapes/pagination.ts';
import { UserDirectoryService } from '../users/user-directory.service.ts';
import type { VerificationStatus } from '../users/user.types.ts';
import { SubmissionsRepository } from './submissions.repository.ts';
import {
  toOwnVerificationView,
  toVerificationView,
  type OwnVerificationView,
  type VerificationView,
} from './verification.dto.ts';

/** Views of verifications for barbers and admins. The decision comes from the account, the time from the submission. */
@Injectable()
export class VerificationViews {
  constructor(
    private readonly directory: UserDirectoryService,
    private readonly submissions: SubmissionsRepository,
  ) {}

  /** Returns the view for the barber. Throws 404 for a user who is not a barber. */
  async own(userId: string): Promise<OwnVerificationView> {
    const { verification } = await this.directory.barber(userId);
    return toOwnVerificationView(verification, await this.submissions.find(userId));
  }

  /** Returns the view for admins. Throws 404 for a user who is not a barber. */
  async one(userId: string): Promise<VerificationView> {
    return toVerificationView(await this.directory.barber(userId), await this.submissions.find(userId));
  }

  /** One page for admins: barbers with these statuses, oldest account first. */
  async list(
    statuses: readonly VerificationStatus[],
    limit: number,
    afterId?: string,
  ): Promise<Page<VerificationView>> {
    const page = await this.directory.listBarbers(statuses, limit, afterId);
    const submissions = await this.submissions.findMany(page.items.map(({ id }) => id));
    const byUser = new Map(submissions.map((submission) => [submission.id, submission]));
    return mapPage(page, (user) => toVerificationView(user, byUser.get(user.id)));
  }
}
