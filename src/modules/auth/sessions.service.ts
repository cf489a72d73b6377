import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { UserActor, UserRole } from '../../common/auth/actor.ts';
import { newId } from '../../common/database/ids.ts';
import { UnitOfWork } from '../../common/database/unit-of-work.ts';
import { notFound } from '../../common/errors/common.errors.ts';
import { EventRecorder } from '../../common/events/event-recorder.ts';
import { Id } from '../../common/http/fields.ts';
import { networkOf } from '../../common/http/network-of.ts';
import { decodeCursor, encodeCursor, everyItem } from '../../common/http/pagination.ts';
import { requestContext } from '../../common/http/request-context.ts';
import { Clock } from '../../common/time/clock.ts';
import { refreshTokenInvalid } from './auth.errors.ts';
import { hashOfToken, type ReadRefreshToken } from './refresh-token.ts';
import { SessionEndings } from './session-endings.ts';
import type { Device } from './session.schema.ts';
import { toSessionView, type ListSessions, type SessionPage } from './sessions.dto.ts';
import { SessionsRepository, type Session } from './sessions.repository.ts';
import { Tokens, type TokenPair } from './tokens.ts';

const FRESH_MS = 600_000;

const currentPlace = (): string => networkOf(requestContext()?.ip);
/** Not the name its owner gave it: facts are kept for good. */
const KINDS = { ios: 'an iPhone or iPad', android: 'an Android device', web: 'a browser' } as const;
const kindOf = ({ device }: Pick<Session, 'device'>): string => (device ? KINDS[device.platform] : 'an unknown device');

/** Whoever does not name the device is known by the network. */
const hashOfDevice = ({ device, place }: Session): string =>
  createHash('sha256')
    .update(JSON.stringify(device ? [device.platform, device.name] : ['unknown', place]))
    .digest('base64url');

const factOf = (session: Session) => ({
  userId: session.userId,
  sessionId: session.id,
  device: kindOf(session),
  place: session.place,
});

/** Sign-ins: each is a family of refresh tokens, used up one after the other. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly tokens: Tokens,
    private readonly endings: SessionEndings,
    private readonly events: EventRecorder,
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
      place: currentPlace(),
      createdAt: now,
      lastUsedAt: now,
      expireAt: this.tokens.refreshExpiry(now),
    };
    const pair = this.tokens.pairFor(session);
    await this.sessions.insert({ ...session, currentHash: hashOfToken(pair.refreshToken) });
    await this.noticeDevice(session);
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
    await this.endings.end([id]);
  }

  /** Mine, newest sign-in first. */
  async list(actor: Pick<UserActor, 'id' | 'sessionId'>, { limit, cursor }: ListSessions): Promise<SessionPage> {
    const before = cursor === undefined ? undefined : decodeCursor(cursor, Id);
    const found = await this.sessions.list(actor.id, this.clock.now(), limit + 1, before);
    const page = found.slice(0, limit);
    return {
      items: page.map((session) => toSessionView(session, actor.sessionId)),
      nextCursor: found.length > limit ? encodeCursor(page.at(-1)!.id) : null,
    };
  }

  /** Signed in a moment ago, and not only refreshed. */
  async isFresh(actor: UserActor): Promise<boolean> {
    const session = await this.sessions.findById(actor.sessionId);
    return session !== null && this.clock.now().getTime() - session.createdAt.getTime() < FRESH_MS;
  }

  /** One of mine, on whatever device. 404 for any other. */
  async endOne(actor: UserActor, id: string): Promise<void> {
    const session = await this.sessions.findById(id);
    if (session?.userId !== actor.id) throw notFound();
    await this.end(id);
  }

  /** All of mine but this one. */
  async endOthers(actor: UserActor): Promise<void> {
    await this.unitOfWork.run(() => this.endAllOf(actor.id, actor.sessionId));
  }

  /** Within the unit of work that suspends the user, or changes role or password: no token of before outlives it, but for one session. */
  async endAllOf(userId: string, kept?: string): Promise<void> {
    await this.endings.end((await this.sessions.idsOf(userId)).filter((id) => id !== kept));
  }

  /** Sessions and the devices they were on. */
  async eraseOf(userId: string): Promise<void> {
    await this.endAllOf(userId);
    await this.sessions.forgetDevices(userId);
  }

  /** Where somebody is signed in. */
  async *exportOf(userId: string): AsyncGenerator<object> {
    const actor = { id: userId, sessionId: '' };
    for await (const { current: _current, ...session } of everyItem((cursor) =>
      this.list(actor, { limit: 100, cursor }),
    ))
      yield session;
  }

  /** When the devices somebody signed in with were last seen; of what they are called only a hash is kept. */
  async *devicesOf(userId: string): AsyncGenerator<object> {
    for (const { lastSeenAt } of await this.sessions.devicesOf(userId)) yield { lastSeenAt };
  }

  /** Tells the user when somebody signs in with a device that is not known; the first of all is the one of the sign-up. */
  private async noticeDevice(session: Session): Promise<void> {
    const { isKnown, isFirst } = await this.sessions.rememberDevice(
      session.userId,
      hashOfDevice(session),
      session.createdAt,
    );
    if (!isKnown && !isFirst) await this.events.record('session.new-device', factOf(session));
  }

  /** Two hold this family: it ends for both, and the user hears of it once, however often the token comes. */
  private async endStolen(session: Session): Promise<void> {
    await this.unitOfWork.run(async () => {
      if (await this.endings.end([session.id])) await this.events.record('session.reused', factOf(session));
    });
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
    // A guessed token must not be able to sign anybody out.
    if (authentic) await this.endStolen(session);
    throw refreshTokenInvalid();
  }
}
