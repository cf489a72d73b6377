import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { z } from 'zod';
import { CONFIG, type Config } from '../../../../common/config/config.ts';

const TOKEN_URL = 'https://oauth2.googleapis.com/token';
const SCOPE = 'https://www.googleapis.com/auth/firebase.messaging';
const TIMEOUT_MS = 10_000;
const Answer = z.object({ access_token: z.string(), expires_in: z.number() });

/**
 * Gets access tokens for a service account (RFC 7523). A signed statement of our identity is exchanged for a token, which works
 * for about an hour.
 */
@Injectable()
export class GoogleAccess {
  private readonly jwt = new JwtService();

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /**
   * Returns a new token, which the caller keeps. Uses the real clock, because Google judges the statement by its own clock.
   * Throws when Google does not give a token.
   */
  async token(): Promise<z.infer<typeof Answer>> {
    const { FCM_API_URL, FCM_CLIENT_EMAIL: issuer, FCM_PRIVATE_KEY: privateKey } = this.config;
    const assertion = this.jwt.sign(
      { scope: SCOPE },
      { algorithm: 'RS256', privateKey: privateKey!, issuer: issuer!, audience: TOKEN_URL, expiresIn: '1h' },
    );
    const response = await fetch(FCM_API_URL ? `${FCM_API_URL}/token` : TOKEN_URL, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`Google answered ${response.status} to our service account`);
    return Answer.parse(await response.json());
  }
}
