import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/time/clock.ts';
import { UploadsService } from '../uploads/uploads.service.ts';
import type { User } from './user.types.ts';
import { toUserView, type UserView } from './users.dto.ts';

const LINK_SECONDS = 3_600;

/** Pictures of accounts. */
@Injectable()
export class AvatarsService {
  constructor(
    private readonly uploads: UploadsService,
    private readonly clock: Clock,
  ) {}

  /** With a link to the picture, if there is one. */
  async viewOf(user: User): Promise<UserView> {
    const [upload] = user.avatarId ? await this.uploads.find([user.avatarId]) : [];
    return toUserView(user, upload && (await this.uploads.link(upload, LINK_SECONDS)));
  }

  /** In place of the one before, in the caller's unit of work. 422 `upload-not-usable`. */
  async replace({ id, avatarId: before }: User, avatarId: string | null): Promise<void> {
    if (before === avatarId) return;
    const use = { ownerId: id, purpose: 'avatar', usedBy: `avatar:${id}`, checked: true } as const;
    if (avatarId !== null) await this.uploads.use([avatarId], use);
    if (before) await this.uploads.removeFrom([before], this.clock.now());
  }
}
