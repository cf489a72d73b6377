import { Injectable } from '@nestjs/common';
import { AccessVerifier } from '../../common/auth/actor.ts';
import type { Actor } from '../../common/auth/actor.ts';
import { unauthenticated } from '../../common/errors/common.errors.ts';
import { LivingSessions } from './living-sessions.ts';
import { Tokens } from './tokens.ts';

/** First the token, then its session: a token that is still valid says nothing about a sign-out. */
@Injectable()
export class SessionAccessVerifier extends AccessVerifier {
  constructor(
    private readonly tokens: Tokens,
    private readonly living: LivingSessions,
  ) {
    super();
  }

  async verify(token: string): Promise<Actor> {
    const claims = this.tokens.readAccess(token);
    const session = claims && (await this.living.find(claims.sid));
    if (!session || session.userId !== claims.sub || session.role !== claims.role) throw unauthenticated();
    return { id: session.userId, role: session.role, sessionId: session.id };
  }
}
