import type { Config } from '../../../../common/config/config.ts';
import { DAY, SECOND } from '../../../../common/time/durations.ts';

/** The highest accepted age of a token of any provider. The platform remembers a spent token for longer than that. */
export const MAX_TOKEN_AGE_SECONDS = DAY / SECOND;

export const PROVIDERS = ['google', 'facebook', 'apple'] as const;
export type ProviderName = (typeof PROVIDERS)[number];

/** The settings of a provider, known before the first request to the provider. */
export interface Provider {
  name: ProviderName;
  issuer: string;
  /** Client ids whose tokens are accepted. The first client is the website. */
  clientIds: [string, ...string[]];
  scope: string;
  /** `form_post`: the browser posts the answer as a form from the site of the provider, so without lax cookies. */
  responseMode?: 'form_post';
  /** The secret that proves our website to the provider. Absent when only apps sign in. */
  secret?: ClientSecret;
}
export type ClientSecret = { text: string } | AppleKey;
export interface AppleKey {
  teamId: string;
  keyId: string;
  privateKey: string;
}

/** Returns the settings of a provider, or null when the provider has no client id and so is not offered. */
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
  // Apple gives the name and the address only with a form.
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
