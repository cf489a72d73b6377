import { loadConfig } from '../../../../common/config/config.ts';
import { providerOf, type ProviderName } from './providers.ts';

const NEEDED = { JWT_SECRET: 'x'.repeat(32), MONGODB_URI: 'mongodb://h', REDIS_URL: 'redis://h' };
const KEY = '-----BEGIN PRIVATE KEY-----\nMIG\n-----END PRIVATE KEY-----';
const APPLE = { APPLE_CLIENT_ID: 'web', APPLE_TEAM_ID: 'team', APPLE_KEY_ID: 'key', APPLE_PRIVATE_KEY: KEY };
const provider = (name: ProviderName, settings: Record<string, string>) =>
  providerOf(loadConfig({ ...NEEDED, ...settings }), name);

describe('a provider', () => {
  it.each<[ProviderName, Record<string, string>]>([
    ['google', {}],
    ['google', { GOOGLE_CLIENT_SECRET: 'secret' }],
    ['google', { FACEBOOK_CLIENT_ID: 'web' }],
    ['facebook', { GOOGLE_CLIENT_ID: 'web' }],
    ['apple', { ...APPLE, APPLE_CLIENT_ID: '' }],
  ])('is not offered without a client ID of its own: %s with %j', (name, settings) => {
    expect(provider(name, settings)).toBeNull();
  });

  it.each<[ProviderName, Record<string, string>, object]>([
    [
      'google',
      { GOOGLE_CLIENT_ID: 'web, ios,android', GOOGLE_CLIENT_SECRET: 'secret' },
      {
        name: 'google',
        issuer: 'https://accounts.google.com',
        clientIds: ['web', 'ios', 'android'],
        scope: 'openid email profile',
        secret: { text: 'secret' },
      },
    ],
    [
      'facebook',
      { FACEBOOK_CLIENT_ID: 'web', FACEBOOK_CLIENT_SECRET: 'secret', GOOGLE_CLIENT_SECRET: 'of another' },
      {
        name: 'facebook',
        issuer: 'https://www.facebook.com',
        clientIds: ['web'],
        scope: 'openid email',
        secret: { text: 'secret' },
      },
    ],
    [
      'apple',
      APPLE,
      {
        name: 'apple',
        issuer: 'https://appleid.apple.com',
        clientIds: ['web'],
        scope: 'openid email name',
        responseMode: 'form_post',
        secret: { teamId: 'team', keyId: 'key', privateKey: KEY },
      },
    ],
    [
      'google',
      { GOOGLE_CLIENT_ID: 'web', GOOGLE_ISSUER: 'http://127.0.0.1:9' },
      { name: 'google', issuer: 'http://127.0.0.1:9', clientIds: ['web'], scope: 'openid email profile' },
    ],
  ])('%s with %j is %j', (name, settings, expected) => expect(provider(name, settings)).toEqual(expected));

  it.each<[ProviderName, Record<string, string>]>([
    ['google', { GOOGLE_CLIENT_ID: 'ios' }],
    ['facebook', { FACEBOOK_CLIENT_ID: 'ios' }],
    ['apple', { ...APPLE, APPLE_TEAM_ID: '' }],
    ['apple', { ...APPLE, APPLE_KEY_ID: '' }],
    ['apple', { ...APPLE, APPLE_PRIVATE_KEY: '' }],
  ])('is for apps only without everything that proves the website: %s with %j', (name, settings) => {
    expect(provider(name, settings)).not.toHaveProperty('secret');
  });
});
