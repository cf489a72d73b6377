import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { z } from 'zod';
import { USER_ROLES } from '../../../../common/auth/actor.ts';
import { CONFIG, type Config } from '../../../../common/config/config.ts';
import { deriveKey } from '../../../../common/crypto/derive-key.ts';
import { Id } from '../../../../common/shapes/fields.ts';
import { Clock } from '../../../../common/time/clock.ts';
import { DAY, plus, SECOND } from '../../../../common/time/durations.ts';
import { makeRefreshToken, readRefreshToken, type ReadRefreshToken } from './refresh-token.ts';
import type { Session } from './sessions.repository.ts';

const ALGORITHM = 'HS256';

export interface TokenPair {
  accessToken: string;
  refreshToken: string;
}

const AccessPayload = z.object({ sub: Id, sid: Id, role: z.enum(USER_ROLES), exp: z.number() });
export type AccessPayload = z.infer<typeof AccessPayload>;

/** The name of the key in the header of access tokens. Today only this key is accepted; a second key would have another name. */
const keyIdOf = (secret: string): string => createHmac('sha256', secret).update('kid').digest('base64url').slice(0, 8);

/**
 * Makes a KeyObject, because jsonwebtoken would make a string into a KeyObject for every token, at 50 times the cost of the
 * check.
 */
export const accessKeyOf = (secret: string): KeyObject => createSecretKey(Buffer.from(secret));

/** Makes and reads the two tokens of a session, and knows how long each token lives. */
@Injectable()
export class Tokens {
  private readonly keyid: string;
  private readonly refreshKey: KeyObject;

  constructor(
    private readonly jwt: JwtService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.keyid = keyIdOf(config.JWT_SECRET);
    this.refreshKey = deriveKey(config.JWT_SECRET, 'refresh-token/k1');
  }

  pairFor(session: Pick<Session, 'id' | 'userId' | 'role' | 'generation'>): TokenPair {
    const payload = { sid: session.id, role: session.role, iat: this.seconds() };
    const accessToken = this.jwt.sign(payload, {
      subject: session.userId,
      algorithm: ALGORITHM,
      keyid: this.keyid,
      expiresIn: this.config.ACCESS_TOKEN_TTL_SECONDS,
    });
    return { accessToken, refreshToken: this.refreshToken(session.id, session.generation) };
  }

  /**
   * Returns the payload of an access token, or undefined when this platform did not make the token or the token has expired. This
   * does not check whether the session is still alive.
   */
  readAccess(token: string): AccessPayload | undefined {
    try {
      const { header, payload } = this.jwt.verify<{ header: { kid?: string }; payload: unknown }>(token, {
        algorithms: [ALGORITHM],
        clockTimestamp: this.seconds(),
        complete: true,
      });
      return header.kid === this.keyid ? AccessPayload.safeParse(payload).data : undefined;
    } catch {
      return undefined;
    }
  }

  refreshToken(family: string, generation: number): string {
    return makeRefreshToken(this.refreshKey, family, generation);
  }

  readRefresh(token: string): ReadRefreshToken | undefined {
    return readRefreshToken(this.refreshKey, token);
  }

  refreshExpiry(now: Date): Date {
    return plus(now, this.config.REFRESH_TOKEN_TTL_DAYS * DAY);
  }

  /** Returns true while a refresh may be repeated because its answer was lost. */
  isInGrace(rotatedAt: Date, now: Date): boolean {
    return now.getTime() - rotatedAt.getTime() <= this.config.REFRESH_GRACE_SECONDS * SECOND;
  }

  private seconds(): number {
    return Math.floor(this.clock.now().getTime() / SECOND);
  }
}
