import { Inject, Injectable } from '@nestjs/common';
import type * as Jose from 'jose';
import type * as OpenidClient from 'openid-client';
import type { Configuration, ServerMetadata } from 'openid-client';
import { CONFIG, type Config } from '../../../../common/config/config.ts';
import { Clock } from '../../../../common/time/clock.ts';
import { SECOND } from '../../../../common/time/durations.ts';
import { providerUnavailable, providerUnreachable } from '../identities.errors.ts';
import {
  providerOf,
  PROVIDERS,
  type AppleKey,
  type ClientSecret,
  type Provider,
  type ProviderName,
} from './providers.ts';

const TIMEOUT_SECONDS = 5;
/** The audience of the JWT that is our secret at Apple. Tests use the same audience with another issuer. */
const APPLE_AUDIENCE = 'https://appleid.apple.com';
/** The metadata of Facebook, because Facebook's own document names no token endpoint. */
const FACEBOOK_HOME: ServerMetadata = {
  issuer: 'https://www.facebook.com',
  authorization_endpoint: 'https://www.facebook.com/dialog/oauth',
  token_endpoint: 'https://graph.facebook.com/oauth/access_token',
  jwks_uri: 'https://www.facebook.com/.well-known/oauth/openid/jwks/',
};

type AuthRequest = Parameters<OpenidClient.ClientAuth>;

/** A provider, the metadata that the provider publishes, and the keys with which the provider signs. */
export interface ProviderClient {
  provider: Provider;
  openid: Configuration;
  keys: Jose.JWTVerifyGetKey;
}

/**
 * Asks providers for their metadata at first use and remembers the answers. The libraries are loaded at first use as well,
 * because most installations start without these providers.
 */
@Injectable()
export class ProviderClients {
  private readonly found = new Map<ProviderName, Promise<ProviderClient>>();

  constructor(
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Returns the settings of a provider. Throws 404 `provider-unavailable`, also for an unknown name. */
  provider(name: string): Provider {
    const known = PROVIDERS.find((each) => each === name);
    const provider = known && providerOf(this.config, known);
    if (!provider) throw providerUnavailable();
    return provider;
  }

  /**
   * Returns the client for a provider. Throws 503 `provider-unreachable` while the provider does not answer with its metadata.
   */
  async client(provider: Provider): Promise<ProviderClient> {
    const client = this.found.get(provider.name) ?? this.discover(provider);
    this.found.set(provider.name, client);
    try {
      return await client;
    } catch {
      this.found.delete(provider.name);
      throw providerUnreachable();
    }
  }

  private async discover(provider: Provider): Promise<ProviderClient> {
    const [openidClient, jose] = await Promise.all([import('openid-client'), import('jose')]);
    const openid = await this.configure(openidClient, provider);
    const keys = jose.createRemoteJWKSet(new URL(openid.serverMetadata().jwks_uri!), {
      timeoutDuration: TIMEOUT_SECONDS * SECOND,
      cooldownDuration: this.config.OAUTH_KEYS_COOLDOWN_SECONDS * SECOND,
    });
    return { provider, openid, keys: orUnreachable(keys, jose) };
  }

  private async configure(library: typeof OpenidClient, provider: Provider): Promise<Configuration> {
    const [issuer, clientId] = [provider.issuer, provider.clientIds[0]];
    // The library waits for the promise of this function, although its type does not say so.
    const auth = provider.secret && (this.clientAuth(clientId, provider.secret) as OpenidClient.ClientAuth);
    if (issuer === FACEBOOK_HOME.issuer) return new library.Configuration(FACEBOOK_HOME, clientId, undefined, auth);
    // The settings allow http:// only outside production.
    const execute = issuer.startsWith('http://') ? [library.allowInsecureRequests] : [];
    return library.discovery(new URL(issuer), clientId, undefined, auth, { execute, timeout: TIMEOUT_SECONDS });
  }

  /** Puts the secret into the body, because all three providers read the secret there. */
  private clientAuth(clientId: string, secret: ClientSecret): (...request: AuthRequest) => Promise<void> {
    return async (_server, _client, body) => {
      body.set('client_id', clientId);
      body.set('client_secret', 'text' in secret ? secret.text : await this.appleSecret(clientId, secret));
    };
  }

  private async appleSecret(clientId: string, { teamId, keyId, privateKey }: AppleKey): Promise<string> {
    const { importPKCS8, SignJWT } = await import('jose');
    const now = Math.floor(this.clock.now().getTime() / SECOND);
    return new SignJWT()
      .setProtectedHeader({ alg: 'ES256', kid: keyId })
      .setIssuer(teamId)
      .setSubject(clientId)
      .setAudience(APPLE_AUDIENCE)
      .setIssuedAt(now)
      .setExpirationTime(now + 300)
      .sign(await importPKCS8(privateKey, 'ES256'));
  }
}

/**
 * Tells two failures apart: a token that names no key of the provider is wrong, and after any other failure the provider is
 * unreachable.
 */
function orUnreachable(keys: Jose.JWTVerifyGetKey, { errors }: typeof Jose): Jose.JWTVerifyGetKey {
  const faults = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      throw faults.some((fault) => error instanceof fault) ? error : providerUnreachable();
    }
  };
}
