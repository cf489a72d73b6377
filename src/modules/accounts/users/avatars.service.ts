import { Injectable } from '@nestjs/common';
import { InUnitOfWork } from '../../../common/database/unit-of-work.ts';
import { Clock } from '../../../common/time/clock.ts';
import { HOUR, SECOND } from '../../../common/time/durations.ts';
import { UploadsService } from '../../files/uploads/uploads.service.ts';
import type { User } from './user.types.ts';
import { toUserView, type UserView } from './users.dto.ts';

const LINK_SECONDS = HOUR / SECOND;

/** The pictures of accounts. */
@Injectable()
export class AvatarsService {
  constructor(
    private readonly uploads: UploadsService,
    private readonly clock: Clock,
  ) {}

  /** Returns the view of an account, with a link to the picture when the account has a picture. */
  async viewOf(user: User): Promise<UserView> {
    const [upload] = user.avatarId ? await this.uploads.find([user.avatarId]) : [];
    return toUserView(user, upload && (await this.uploads.link(upload, LINK_SECONDS)));
  }

  /** Replaces the picture. Null removes the picture. Throws 422 `upload-not-usable`. */
  @InUnitOfWork()
  async replace({ id, avatarId: before }: User, avatarId: string | null): Promise<void> {
    if (before === avatarId) return;
    const use = { ownerId: id, purpose: 'avatar', usedBy: `avatar:${id}`, checked: true } as const;
    if (avatarId !== null) await this.uploads.use([avatarId], use);
    if (before) await this.uploads.removeFrom([before], this.clock.now());
  }
}
