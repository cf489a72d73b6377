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

/** Never what the token says: "none", or HS256 with the public key as its secret, would be anybody's. */
const ALGORITHMS = ['RS256', 'ES256'];
const CLOCK_SKEW_SECONDS = 30;

/** A person as a provider has just vouched for. */
export interface ProvenIdentity {
  provider: ProviderName;
  /** Who that is there, for ever. */
  subject: string;
  /** Only one that the provider has verified. */
  email?: string;
  name?: string;
  /** What must not be seen again: the token, and its nonce. */
  onceOnly: string[];
}

const Claims = z.object({
  sub: z.string().min(1).max(255),
  nonce: z.string().max(500).optional(),
  email: Email.optional().catch(undefined),
  // Apple writes "true".
  email_verified: z.union([z.boolean(), z.string().transform((word) => word === 'true')]).catch(false),
  name: line(100).optional().catch(undefined),
});

/** Judges other people's tokens. */
@Injectable()
export class IdTokens {
  constructor(
    private readonly clients: ProviderClients,
    private readonly clock: Clock,
  ) {}

  /** `nonce`: what the app gave the provider, in the token as it is or as its SHA-256 (Apple's custom). 401 `id-token-invalid`. */
  async verify(name: string, idToken: string, nonce?: string): Promise<ProvenIdentity> {
    const provider = this.clients.provider(name);
    const claims = await this.claimsOf(name, idToken);
    if (!isNonceOf(claims.nonce, nonce)) throw idTokenInvalid();
    return {
      provider: provider.name,
      subject: claims.sub,
      ...(claims.email && claims.email_verified && { email: claims.email }),
      ...(claims.name && { name: claims.name }),
      // What was signed and not how: the last letter of a signature can be written in several ways.
      onceOnly: [
        sha256(idToken.slice(0, idToken.lastIndexOf('.'))),
        ...(claims.nonce ? [`nonce:${claims.nonce}`] : []),
      ],
    };
  }

  private async claimsOf(name: string, idToken: string): Promise<z.infer<typeof Claims>> {
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
      return Claims.parse(payload);
    } catch (error) {
      throw error instanceof Problem ? error : idTokenInvalid();
    }
  }
}

/** Google writes its own name with and without https. */
const issuersOf = (issuer: string): string[] =>
  issuer === 'https://accounts.google.com' ? [issuer, 'accounts.google.com'] : [issuer];

/** A token that somebody else may read as his own is not proof towards us. */
const isOnlyFor = ({ aud }: JWTPayload, clientIds: string[]): boolean =>
  [aud ?? []].flat().every((audience) => clientIds.includes(audience));

/** Both or neither: a token that was asked for with a nonce is no good to who only found it, when the nonce is hashed in it. */
const isNonceOf = (claim: string | undefined, nonce: string | undefined): boolean =>
  claim === nonce || (nonce !== undefined && claim === createHash('sha256').update(nonce).digest('hex'));
