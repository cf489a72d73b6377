import { Injectable } from '@nestjs/common';
import { AccessVerifier, type UserActor } from '../../../../common/auth/actor.ts';
import { unauthenticated } from '../../../../common/errors/common.errors.ts';
import { Clock } from '../../../../common/time/clock.ts';
import { SECOND } from '../../../../common/time/durations.ts';
import { LivingSessions } from './living-sessions.ts';
import { SessionsRepository } from './sessions.repository.ts';
import { Tokens } from './tokens.ts';

/** First the token, then its session: a token that is still valid says nothing about a sign-out. */
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
    const claims = this.tokens.readAccess(token);
    const session = claims && (await this.sessionCache.find(claims.sid));
    if (!session || session.userId !== claims.sub || session.role !== claims.role) throw unauthenticated();
    const actor = { id: session.userId, role: session.role, sessionId: session.id };
    return { actor, expiresAt: new Date(claims.exp * SECOND) };
  }

  async living(sessionIds: string[]): Promise<Set<string>> {
    return this.sessions.findLiving(sessionIds, this.clock.now());
  }

  onEnded(listener: (sessionIds: string[]) => void): void {
    this.sessionCache.onEnded(listener);
  }
}
