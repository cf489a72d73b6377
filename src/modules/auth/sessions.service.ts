import { Injectable } from '@nestjs/common';
import type { UserRole } from '../../common/auth/actor.ts';
import { newId } from '../../common/database/ids.ts';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import { Clock } from '../../common/time/clock.ts';
import { refreshTokenInvalid } from './auth.errors.ts';
import { LivingSessions } from './living-sessions.ts';
import { hashOfToken } from './refresh-token.ts';
import type { ReadRefreshToken } from './refresh-token.ts';
import type { Device } from './session.schema.ts';
import { SessionsRepository } from './sessions.repository.ts';
import type { Session } from './sessions.repository.ts';
import { Tokens } from './tokens.ts';
import type { TokenPair } from './tokens.ts';

/** Sign-ins: each is a family of refresh tokens, used up one after the other. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly tokens: Tokens,
    private readonly living: LivingSessions,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Opens a session within the caller's unit of work. */
  async open(user: { id: string; role: UserRole }, device?: Device): Promise<TokenPair> {
    const now = this.clock.now();
    const session: Session = {
      id: newId(),
      userId: user.id,
      role: user.role,
      generation: 0,
      currentHash: '',
      parentHash: null,
      rotatedAt: now,
      device: device ?? null,
      createdAt: now,
      lastUsedAt: now,
      expireAt: this.tokens.refreshExpiry(now),
    };
    const pair = this.tokens.pairFor(session);
    await this.sessions.insert({ ...session, currentHash: hashOfToken(pair.refreshToken) });
    return pair;
  }

  /**
   * Gives the successor of a refresh token. The parent of the current one gets the same successor for a short while (its
   * answer was lost, or two tabs asked at once); any other used token is in two hands, so the whole family ends.
   */
  async refresh(token: string): Promise<{ userId: string; pair: TokenPair }> {
    const read = this.tokens.readRefresh(token);
    if (!read) throw refreshTokenInvalid();
    const session = (await this.rotate(token, read)) ?? (await this.repeat(token, read));
    return { userId: session.userId, pair: this.tokens.pairFor(session) };
  }

  async end(id: string): Promise<void> {
    await this.endMany([id]);
  }

  /** Within the unit of work that suspends the user, or changes role or password: no token of before outlives it, but for one session. */
  async endAllOf(userId: string, kept?: string): Promise<void> {
    await this.endMany((await this.sessions.idsOf(userId)).filter((id) => id !== kept));
  }

  private async endMany(ids: string[]): Promise<void> {
    if (ids.length) await this.sessions.delete(ids);
    this.unitOfWork.afterCommit(() => this.living.forget(ids));
  }

  private async rotate(token: string, { family, generation }: ReadRefreshToken): Promise<Session | null> {
    const now = this.clock.now();
    const successor = hashOfToken(this.tokens.refreshToken(family, generation + 1));
    return this.sessions.rotate(family, hashOfToken(token), successor, now, this.tokens.refreshExpiry(now));
  }

  private async repeat(token: string, { family, authentic }: ReadRefreshToken): Promise<Session> {
    const now = this.clock.now();
    const session = await this.sessions.findById(family);
    if (!session || session.expireAt <= now) throw refreshTokenInvalid();
    if (session.parentHash === hashOfToken(token) && this.tokens.isInGrace(session.rotatedAt, now)) return session;
    // A guessed token must not be able to sign anybody out.
    if (authentic) await this.end(family);
    throw refreshTokenInvalid();
  }
}
