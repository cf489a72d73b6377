import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../../common/database/unit-of-work.ts';
import { EventRecorder } from '../../../../common/events/event-recorder.ts';
import { DevicesService } from '../../../notify/devices/devices.service.ts';
import { LivingSessions } from './living-sessions.ts';
import { factOf } from './session-facts.ts';
import { SessionsRepository, type Session } from './sessions.repository.ts';

/** The one way in which sessions end: with their push tokens in the same transaction, and everywhere else right after it. */
@Injectable()
export class SessionEndings {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly devices: DevicesService,
    private readonly living: LivingSessions,
    private readonly events: EventRecorder,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Returns how many of them there still were. */
  async end(ids: string[]): Promise<number> {
    if (!ids.length) return 0;
    return this.unitOfWork.run(async () => {
      const ended = await this.sessions.delete(ids);
      await this.devices.forgetSessions(ids);
      this.unitOfWork.afterCommit(() => this.living.forget(ids));
      return ended;
    });
  }

  /** Two people hold this family: it ends for both, and the user hears of it once, however often the token comes. */
  async endReused(session: Session): Promise<void> {
    await this.unitOfWork.run(async () => {
      if (await this.end([session.id])) await this.events.record('session.reused', factOf(session));
    });
  }
}
