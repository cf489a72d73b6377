import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../../common/database/unit-of-work.ts';
import { EventRecorder } from '../../../../common/events/event-recorder.ts';
import { DevicesService } from '../../../notify/devices/devices.service.ts';
import { LivingSessions } from './living-sessions.ts';
import { factOf } from './session-facts.ts';
import { SessionsRepository, type Session } from './sessions.repository.ts';

/** The only way to end sessions: the push tokens go in the same transaction, and all nodes hear of the end after the commit. */
@Injectable()
export class SessionEndings {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly devices: DevicesService,
    private readonly living: LivingSessions,
    private readonly events: EventRecorder,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Ends these sessions. Returns how many of the sessions still existed. */
  async end(ids: string[]): Promise<number> {
    if (!ids.length) return 0;
    return this.unitOfWork.run(async () => {
      const ended = await this.sessions.delete(ids);
      await this.devices.forgetSessions(ids);
      this.unitOfWork.afterCommit(() => this.living.forget(ids));
      return ended;
    });
  }

  /**
   * Ends a session because two people have its refresh tokens. Both lose the session, and the user is told once, however often
   * the used token is presented again.
   */
  async endReused(session: Session): Promise<void> {
    await this.unitOfWork.run(async () => {
      if (await this.end([session.id])) await this.events.record('session.reused', factOf(session));
    });
  }
}
