import { Injectable } from '@nestjs/common';
import type { UserRole } from '../../../../common/auth/actor.ts';
import { newId } from '../../../../common/database/ids.ts';
import { InUnitOfWork } from '../../../../common/database/unit-of-work.ts';
import { EventRecorder } from '../../../../common/events/event-recorder.ts';
import { networkOf } from '../../../../common/http/network-of.ts';
import { requestContext } from '../../../../common/http/request-context.ts';
import { Clock } from '../../../../common/time/clock.ts';
import { refreshTokenInvalid } from '../auth.errors.ts';
import { hashOfToken, type ReadRefreshToken } from './refresh-token.ts';
import { SessionEndings } from './session-endings.ts';
import { factOf, hashOfDevice } from './session-facts.ts';
import type { Device } from './session.schema.ts';
import { SessionsRepository, type Session } from './sessions.repository.ts';
import { Tokens, type TokenPair } from './tokens.ts';

const currentPlace = (): string => networkOf(requestContext()?.ip);

/** Each session is a family of refresh tokens. Every token can be used once and is replaced by its successor. */
@Injectable()
export class TokenFamilies {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly tokens: Tokens,
    private readonly endings: SessionEndings,
    private readonly events: EventRecorder,
    private readonly clock: Clock,
  ) {}

  /** Starts a session and returns the first pair of tokens of its new family. */
  @InUnitOfWork()
  async start(user: { id: string; role: UserRole }, device?: Device): Promise<TokenPair> {
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
      place: currentPlace(),
      createdAt: now,
      lastUsedAt: now,
      expireAt: this.tokens.refreshExpiry(now),
    };
    const pair = this.tokens.pairFor(session);
    await this.sessions.insert({ ...session, currentHash: hashOfToken(pair.refreshToken) });
    await this.rememberDevice(session);
    return pair;
  }

  /**
   * Replaces a refresh token by its successor. For REFRESH_GRACE_SECONDS, the token that was just replaced gets the same
   * successor again, because the answer may have been lost or two tabs may have asked at once. Any other used token shows that
   * two people have the family, so the whole family ends. Throws 401 `refresh-token-invalid`.
   */
  async refresh(token: string): Promise<{ userId: string; pair: TokenPair }> {
    const read = this.tokens.readRefresh(token);
    if (!read) throw refreshTokenInvalid();
    const session = (await this.rotate(token, read)) ?? (await this.repeat(token, read));
    return { userId: session.userId, pair: this.tokens.pairFor(session) };
  }

  /**
   * Records an event about a sign-in with a new device. The first device is left out, because the user signed up with that
   * device.
   */
  private async rememberDevice(session: Session): Promise<void> {
    const { userId, createdAt } = session;
    const { isKnown, isFirst } = await this.sessions.rememberDevice(userId, hashOfDevice(session), createdAt);
    if (!isKnown && !isFirst) await this.events.record('session.new-device', factOf(session));
  }

  private async rotate(token: string, { family, generation }: ReadRefreshToken): Promise<Session | null> {
    const now = this.clock.now();
    const successor = hashOfToken(this.tokens.refreshToken(family, generation + 1));
    const use = { expireAt: this.tokens.refreshExpiry(now), place: currentPlace() };
    return this.sessions.rotate(family, hashOfToken(token), successor, now, use);
  }

  private async repeat(token: string, { family, authentic }: ReadRefreshToken): Promise<Session> {
    const now = this.clock.now();
    const session = await this.sessions.findById(family);
    if (!session || session.expireAt <= now) throw refreshTokenInvalid();
    if (session.parentHash === hashOfToken(token) && this.tokens.isInGrace(session.rotatedAt, now)) return session;
    // A guessed token must not be able to sign a user out.
    if (authentic) await this.endings.endReused(session);
    throw refreshTokenInvalid();
  }
}
