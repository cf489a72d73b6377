import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import { DevicesService } from '../devices/devices.service.ts';
import { LivingSessions } from './living-sessions.ts';
import { SessionsRepository } from './sessions.repository.ts';

/** The one way in which sessions end: with their push tokens in the same transaction, and everywhere else right after it. */
@Injectable()
export class SessionEndings {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly devices: DevicesService,
    private readonly living: LivingSessions,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** How many of them there still were. */
  async end(ids: string[]): Promise<number> {
    if (!ids.length) return 0;
    return this.unitOfWork.run(async () => {
      const ended = await this.sessions.delete(ids);
      await this.devices.forgetSessions(ids);
      this.unitOfWork.afterCommit(() => this.living.forget(ids));
      return ended;
    });
  }
}
