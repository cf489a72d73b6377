import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { JWTPayload } from 'jose';
import { z } from 'zod';
import { Problem } from '../../../../common/errors/problem.ts';
import { Email } from '../../../../common/shapes/contact-fields.ts';
import { line } from '../../../../common/shapes/fields.ts';
import { Clock } from '../../../../common/time/clock.ts';
import { idTokenInvalid } from '../identities.errors.ts';
import { ProviderClients } from './provider-clients.ts';
import { MAX_TOKEN_AGE_SECONDS, type ProviderName } from './providers.ts';
import { sha256 } from '../web/tickets.ts';

/**
 * The accepted algorithms. The header of a token never decides, because anybody can sign with "none", or with HS256 and the
 * public key as the secret.
 */
const ALGORITHMS = ['RS256', 'ES256'];
const CLOCK_SKEW_SECONDS = 30;

/** A person whom a provider has just proved. */
export interface ProvenIdentity {
  provider: ProviderName;
  /** The provider's id of the person, which never changes. */
  subject: string;
  /** Present only when the provider has verified the address. */
  email?: string;
  name?: string;
  /** Values that must not be used again: the token, and its nonce. */
  onceOnly: string[];
}

const IdTokenPayload = z.object({
  sub: z.string().min(1).max(255),
  nonce: z.string().max(500).optional(),
  email: Email.optional().catch(undefined),
  // Apple writes the text "true".
  email_verified: z.union([z.boolean(), z.string().transform((word) => word === 'true')]).catch(false),
  name: line(100).optional().catch(undefined),
});

/** Verifies the ID tokens of providers. */
@Injectable()
export class IdTokens {
  constructor(
    private readonly clients: ProviderClients,
    private readonly clock: Clock,
  ) {}

  /**
   * Returns the person that the token proves. `nonce` is the value that the app gave the provider; the token contains this value
   * or its SHA-256, as Apple does. Throws 401 `id-token-invalid`, 404 `provider-unavailable`, 503 `provider-unreachable`.
   */
  async verify(name: string, idToken: string, nonce?: string): Promise<ProvenIdentity> {
    const provider = this.clients.provider(name);
    const payload = await this.payloadOf(name, idToken);
    if (!isNonceOf(payload.nonce, nonce)) throw idTokenInvalid();
    return {
      provider: provider.name,
      subject: payload.sub,
      ...(payload.email && payload.email_verified && { email: payload.email }),
      ...(payload.name && { name: payload.name }),
      // The hash leaves out the signature, because the last letter of a signature can be written in several ways.
      onceOnly: [
        sha256(idToken.slice(0, idToken.lastIndexOf('.'))),
        ...(payload.nonce ? [`nonce:${payload.nonce}`] : []),
      ],
    };
  }

  private async payloadOf(name: string, idToken: string): Promise<z.infer<typeof IdTokenPayload>> {
    const { provider, keys, openid } = await this.clients.client(this.clients.provider(name));
    const { jwtVerify } = await import('jose');
    try {
      const { payload } = await jwtVerify(idToken, keys, {
        algorithms: ALGORITHMS,
        issuer: issuersOf(openid.serverMetadata().issuer),
        audience: provider.clientIds,
        requiredClaims: ['exp'],
        maxTokenAge: MAX_TOKEN_AGE_SECONDS,
        clockTolerance: CLOCK_SKEW_SECONDS,
        currentDate: this.clock.now(),
      });
      if (!isOnlyFor(payload, provider.clientIds)) throw idTokenInvalid();
      return IdTokenPayload.parse(payload);
    } catch (error) {
      throw error instanceof Problem ? error : idTokenInvalid();
    }
  }
}

/** Returns the accepted issuers. Google writes its own name with and without https. */
const issuersOf = (issuer: string): string[] =>
  issuer === 'https://accounts.google.com' ? [issuer, 'accounts.google.com'] : [issuer];

/** Returns true when the token is only for our clients. A token that is also for another client proves nothing to us. */
const isOnlyFor = ({ aud }: JWTPayload, clientIds: string[]): boolean =>
  [aud ?? []].flat().every((audience) => clientIds.includes(audience));

/**
 * Returns true when the token has the nonce, or neither the token nor the request has a nonce. When the token contains the hash
 * of the nonce, a person who only found the token cannot use the token.
 */
const isNonceOf = (inToken: string | undefined, nonce: string | undefined): boolean =>
  inToken === nonce || (nonce !== undefined && inToken === createHash('sha256').update(nonce).digest('hex'));
