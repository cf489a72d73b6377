import type { Config } from '../../../../common/config/config.ts';
import { DAY, SECOND } from '../../../../common/time/durations.ts';

/** Age of the oldest token of any provider that is accepted; a token is remembered as spent for longer. */
export const MAX_TOKEN_AGE_SECONDS = DAY / SECOND;

export const PROVIDERS = ['google', 'facebook', 'apple'] as const;
export type ProviderName = (typeof PROVIDERS)[number];

/** What we know of a provider before we have asked it anything. */
export interface Provider {
  name: ProviderName;
  issuer: string;
  /** Whose tokens we take. The first is the website. */
  clientIds: [string, ...string[]];
  scope: string;
  /** `form_post`: the browser brings the answer as a form from the provider's site, so without cookies that are lax. */
  responseMode?: 'form_post';
  /** What proves that we are the website; absent where only apps sign in. */
  secret?: ClientSecret;
}
export type ClientSecret = { text: string } | AppleKey;
export interface AppleKey {
  teamId: string;
  keyId: string;
  privateKey: string;
}

/** Null: it has no settings, so it is not offered. */
export function providerOf(config: Config, name: ProviderName): Provider | null {
  const [first, ...others] = config[`${NAMES[name]}_CLIENT_ID`];
  if (first === undefined) return null;
  const secret = secretOf(config, name);
  return {
    name,
    issuer: config[`${NAMES[name]}_ISSUER`],
    clientIds: [first, ...others],
    ...WEB[name],
    ...(secret && { secret }),
  };
}

const NAMES = { google: 'GOOGLE', facebook: 'FACEBOOK', apple: 'APPLE' } as const;
const WEB = {
  google: { scope: 'openid email profile' },
  facebook: { scope: 'openid email' },
  // Apple gives name and address to a form only.
  apple: { scope: 'openid email name', responseMode: 'form_post' },
} as const;

function secretOf(config: Config, name: ProviderName): ClientSecret | undefined {
  if (name === 'apple') return appleKey(config);
  const text = config[`${name === 'google' ? 'GOOGLE' : 'FACEBOOK'}_CLIENT_SECRET`];
  return text === undefined ? undefined : { text };
}

function appleKey({ APPLE_TEAM_ID, APPLE_KEY_ID, APPLE_PRIVATE_KEY }: Config): AppleKey | undefined {
  if (!APPLE_TEAM_ID || !APPLE_KEY_ID || !APPLE_PRIVATE_KEY) return undefined;
  return { teamId: APPLE_TEAM_ID, keyId: APPLE_KEY_ID, privateKey: APPLE_PRIVATE_KEY };
}
