import { loadConfig } from './config.ts';

const NEEDED = { MONGODB_URI: 'mongodb://127.0.0.1/grome', REDIS_URL: 'redis://127.0.0.1', JWT_SECRET: 'x'.repeat(32) };
const complaint = (env: Record<string, string>): string => {
  try {
    loadConfig(env);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

describe('the settings', () => {
  it('need no more than the servers and a secret; the rest has defaults', () => {
    expect(loadConfig(NEEDED)).toMatchObject({
      PORT: 3000,
      NODE_ENV: 'development',
      production: false,
      ROLES: ['api', 'realtime', 'worker'],
      BOOKING_REQUEST_TTL_SECONDS: 900,
      BOOKING_HOLD_TTL_SECONDS: 30,
      maxOpenRequests: 3,
      COMMISSION_RATE: 0.15,
    });
  });

  it('that are wrong are all named at once, each with what it must be, and where to read on', () => {
    const message = complaint({
      PORT: 'http',
      NODE_ENV: 'staging',
      MONGODB_URI: 'localhost',
      JWT_SECRET: 'short',
      ROLES: 'api,painter',
      BOOKING_HOLD_TTL_SECONDS: '0',
      MAX_OPEN_REQUESTS: 'none',
      COMMISSION_RATE: '1.5',
      PASSWORD_HASH_ROUNDS: '3',
    });
    for (const name of [
      'PORT',
      'NODE_ENV',
      'MONGODB_URI',
      'REDIS_URL',
      'JWT_SECRET',
      'ROLES',
      'BOOKING_HOLD_TTL_SECONDS',
      'MAX_OPEN_REQUESTS',
      'COMMISSION_RATE',
      'PASSWORD_HASH_ROUNDS',
    ])
      expect(message).toMatch(new RegExp(`^  ${name}(\\.\\d+)?: `, 'm'));
    expect(message).toContain('must begin with mongodb://');
    expect(message).toContain('must have at least 32 characters');
    expect(message).toContain('.env.example');
  });

  it('never repeat a secret in the complaint', () => {
    expect(complaint({ ...NEEDED, JWT_SECRET: 'hunter2', MONGODB_URI: 'http://user:hunter2@host' })).not.toContain(
      'hunter2',
    );
  });

  it.each([
    [{ PORT: '' }, { PORT: 3000 }],
    [{ MAX_OPEN_REQUESTS: 'off' }, { maxOpenRequests: Infinity }],
    [{ ROLES: ' worker , api' }, { ROLES: ['worker', 'api'] }],
    [{ CORS_ORIGINS: 'https://a.test,https://b.test' }, { CORS_ORIGINS: ['https://a.test', 'https://b.test'] }],
    [{ NODE_ENV: 'production' }, { production: true }],
    [
      { FIELD_KEYS: `k2:${'f'.repeat(32)}, k1:${'e'.repeat(32)}` },
      {
        fieldKeys: [
          { id: 'k2', secret: 'f'.repeat(32) },
          { id: 'k1', secret: 'e'.repeat(32) },
        ],
      },
    ],
    [{}, { fieldKeys: [{ id: 'k1', secret: NEEDED.JWT_SECRET }] }],
  ])('%j mean %j', (env, expected) => {
    expect(loadConfig({ ...NEEDED, ...env })).toMatchObject(expected);
  });

  it('refuse weak password hashes in production only', () => {
    expect(complaint({ ...NEEDED, PASSWORD_HASH_ROUNDS: '4' })).toBe('');
    expect(complaint({ ...NEEDED, PASSWORD_HASH_ROUNDS: '4', NODE_ENV: 'production' })).toContain(
      'PASSWORD_HASH_ROUNDS: must be at least 12',
    );
  });

  it.each([
    ['a secret without an id', 'f'.repeat(40), 'must list ids and secrets'],
    ['a short secret', 'k1:short', 'at least 32 characters'],
    ['one id for two', `k1:${'f'.repeat(32)},k1:${'e'.repeat(32)}`, 'must not contain an id twice'],
  ])('refuse %s among the keys of fields', (_what, FIELD_KEYS, why) => {
    expect(complaint({ ...NEEDED, FIELD_KEYS })).toContain(why);
  });

  it('refuse the key of fields under its former name, or everything encrypted would be unreadable', () => {
    expect(complaint({ ...NEEDED, FIELD_KEY: 'f'.repeat(32) })).toContain('FIELD_KEY: is now named FIELD_KEYS');
  });

  it.each(['GOOGLE_ISSUER', 'TWILIO_API_URL'])('trust no provider without https in production (%s)', (name) => {
    const odd = { ...NEEDED, [name]: 'http://127.0.0.1:1' };
    expect(complaint(odd)).toBe('');
    expect(complaint({ ...odd, NODE_ENV: 'production' })).toContain(`${name}: must be https in production`);
  });

  it('send push messages through nobody but Google in production', () => {
    const odd = { ...NEEDED, FCM_API_URL: 'https://fcm.example.test' };
    expect(complaint(odd)).toBe('');
    expect(complaint({ ...odd, NODE_ENV: 'production' })).toContain('FCM_API_URL: is for tests only');
  });

  it('of a provider are all there, or none', () => {
    const some = { TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_FROM: '+15005550006' };
    expect(complaint({ ...NEEDED, ...some })).toContain('TWILIO_AUTH_TOKEN: must be set too');
    expect(complaint({ ...NEEDED, ...some, TWILIO_AUTH_TOKEN: 'x' })).toBe('');
  });

  it('cannot be changed while the application runs', () => {
    expect(Object.isFrozen(loadConfig(NEEDED))).toBe(true);
  });
});
