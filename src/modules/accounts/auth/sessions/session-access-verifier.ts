import { Injectable } from '@nestjs/common';
import { AccessVerifier, type UserActor } from '../../../../common/auth/actor.ts';
import { unauthenticated } from '../../../../common/errors/common.errors.ts';
import { Clock } from '../../../../common/time/clock.ts';
import { SECOND } from '../../../../common/time/durations.ts';
import { LivingSessions } from './living-sessions.ts';
import { SessionsRepository } from './sessions.repository.ts';
import { Tokens } from './tokens.ts';

/** Checks the access token first and then its session, because a token stays valid after a sign-out. */
@Injectable()
export class SessionAccessVerifier extends AccessVerifier {
  constructor(
    private readonly tokens: Tokens,
    private readonly sessionCache: LivingSessions,
    private readonly sessions: SessionsRepository,
    private readonly clock: Clock,
  ) {
    super();
  }

  async verify(token: string): Promise<UserActor> {
    return (await this.admit(token)).actor;
  }

  async admit(token: string): Promise<{ actor: UserActor; expiresAt: Date }> {
    const payload = this.tokens.readAccess(token);
    const session = payload && (await this.sessionCache.find(payload.sid));
    if (!session || session.userId !== payload.sub || session.role !== payload.role) throw unauthenticated();
    const actor = { id: session.userId, role: session.role, sessionId: session.id };
    return { actor, expiresAt: new Date(payload.exp * SECOND) };
  }

  async living(sessionIds: string[]): Promise<Set<string>> {
    return this.sessions.findLiving(sessionIds, this.clock.now());
  }

  onEnded(listener: (sessionIds: string[]) => void): void {
    this.sessionCache.onEnded(listener);
  }
}
