import { Injectable } from '@nestjs/common';
import type { UserActor } from '../../../../common/auth/actor.ts';
import { InUnitOfWork, UnitOfWork } from '../../../../common/database/unit-of-work.ts';
import { notFound } from '../../../../common/errors/common.errors.ts';
import { Id } from '../../../../common/shapes/fields.ts';
import { decodeCursor, mapPage, toPage } from '../../../../common/shapes/pagination.ts';
import { Clock } from '../../../../common/time/clock.ts';
import { MINUTE, plus } from '../../../../common/time/durations.ts';
import { SessionEndings } from './session-endings.ts';
import { toSessionView, type ListSessions, type SessionPage } from './sessions.dto.ts';
import { SessionsRepository } from './sessions.repository.ts';

const FRESH_MS = 10 * MINUTE;

/** Lists and ends the sessions of a user. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly endings: SessionEndings,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** One page of the sessions, newest sign-in first. The session `currentSessionId` is marked as current. */
  async list(userId: string, { limit, cursor }: ListSessions, currentSessionId?: string): Promise<SessionPage> {
    const before = cursor === undefined ? undefined : decodeCursor(cursor, Id);
    const found = await this.sessions.list(userId, this.clock.now(), limit + 1, before);
    return mapPage(
      toPage(found, limit, ({ id }) => id),
      (session) => toSessionView(session, currentSessionId),
    );
  }

  /** Returns true when the user signed in within the last ten minutes. A refresh does not count as a sign-in. */
  async isFresh(actor: UserActor): Promise<boolean> {
    const session = await this.sessions.findById(actor.sessionId);
    return session !== null && plus(session.createdAt, FRESH_MS) > this.clock.now();
  }

  async end(id: string): Promise<void> {
    await this.endings.end([id]);
  }

  /** Ends a session of this user on any device. Throws 404 for a session of another user. */
  async endOne(actor: UserActor, id: string): Promise<void> {
    const session = await this.sessions.findById(id);
    if (session?.userId !== actor.id) throw notFound();
    await this.end(id);
  }

  /** Ends every session of this user except the session that sends the request. */
  async endOthers(actor: UserActor): Promise<void> {
    await this.unitOfWork.run(() => this.endAllOf(actor.id, actor.sessionId));
  }

  /**
   * Ends every session of the user except the session `kept`. This is part of a suspension and of a change of role or password,
   * so that no older token stays usable.
   */
  @InUnitOfWork()
  async endAllOf(userId: string, kept?: string): Promise<void> {
    await this.endings.end((await this.sessions.idsOf(userId)).filter((id) => id !== kept));
  }
}
