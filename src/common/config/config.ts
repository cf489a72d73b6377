import { z } from 'zod';
import { FieldKeys, type FieldKey } from './field-keys.ts';

export const CONFIG = Symbol('CONFIG');
export const ROLES = ['api', 'realtime', 'worker'] as const;
export type Role = (typeof ROLES)[number];

const int = (fallback: number, min = 0, max = 1_000_000_000) =>
  z.coerce.number().int().min(min).max(max).default(fallback);
const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
);

/** The issuer whose ID tokens are accepted. Only tests set another issuer than the provider's own. */
const issuer = (home: string) => z.url({ protocol: /^https?$/ }).default(home);
/** The text of a private key (PKCS #8) on one line, in which `\n` stands for a line break. */
const privateKey = z
  .string()
  .transform((pem) => pem.replaceAll('\\n', '\n'))
  .pipe(
    z.string().regex(/^-----BEGIN PRIVATE KEY-----/, 'must be the text of a private key; write each line break as \\n'),
  );

const Settings = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: int(3000, 0, 65_535),
  HOST: z.string().default('0.0.0.0'),
  PUBLIC_URL: z.url().optional(),
  ROLES: list.pipe(z.array(z.enum(ROLES)).min(1)).default([...ROLES]),
  MONGODB_URI: z.string().regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb://'),
  REDIS_URL: z.string().regex(/^rediss?:\/\//, 'must begin with redis://'),
  REDIS_PREFIX: z
    .string()
    .regex(/^[\w-]+$/)
    .default('grome'),
  JWT_SECRET: z.string().min(32, 'must have at least 32 characters'),
  FIELD_KEYS: FieldKeys,
  FIELD_KEY_SETTLE_SECONDS: int(600),
  CORS_ORIGINS: list.default([]),
  TRUST_PROXY: list.default([]),
  RATE_LIMITS: z.enum(['on', 'off']).optional(),
  LOG_LEVEL: z.enum(['error', 'warn', 'info', 'debug', 'silent']).default('info'),
  SENTRY_DSN: z.url().optional(),
  BODY_LIMIT_BYTES: int(100_000, 1_000),
  DATA_DIR: z.string().default('.grome'),
  DEMO: flag.optional(),
  ACCESS_TOKEN_TTL_SECONDS: int(900, 1),
  REFRESH_TOKEN_TTL_DAYS: int(30, 1),
  REFRESH_GRACE_SECONDS: int(10),
  SESSION_CACHE_SECONDS: int(3),
  PASSWORD_HASH_ROUNDS: int(12, 4, 16),
  PASSWORD_HASH_QUEUE: int(20, 0, 1_000),
  ACCOUNT_GRACE_DAYS: int(30, 0, 365),
  EXPORT_DAYS: int(3, 1, 7),
  CODE_TTL_SECONDS: int(600, 1),
  CODE_RESEND_SECONDS: int(60),
  OAUTH_RETURN_URLS: list.pipe(z.array(z.url({ protocol: /^https?$/ }))).default([]),
  OAUTH_KEYS_COOLDOWN_SECONDS: int(30),
  GOOGLE_CLIENT_ID: list.default([]),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  GOOGLE_ISSUER: issuer('https://accounts.google.com'),
  APPLE_CLIENT_ID: list.default([]),
  APPLE_TEAM_ID: z.string().optional(),
  APPLE_KEY_ID: z.string().optional(),
  APPLE_PRIVATE_KEY: privateKey.optional(),
  APPLE_ISSUER: issuer('https://appleid.apple.com'),
  FACEBOOK_CLIENT_ID: list.default([]),
  FACEBOOK_CLIENT_SECRET: z.string().optional(),
  FACEBOOK_ISSUER: issuer('https://www.facebook.com'),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().regex(/@/, 'must be an email address, with or without a name').default('no-reply@grome.test'),
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-f]{32}$/i, 'must be AC and 32 hexadecimal digits')
    .optional(),
  TWILIO_AUTH_TOKEN: z.string().optional(),
  TWILIO_FROM: z
    .string()
    .regex(/^(\+?\d{3,15}|MG[0-9a-f]{32}|[a-z0-9 ]{1,11})$/i, 'must be a number, a messaging service (MG…) or a name')
    .optional(),
  TWILIO_API_URL: z.url({ protocol: /^https?$/ }).default('https://api.twilio.com'),
  FCM_PROJECT_ID: z.string().optional(),
  FCM_CLIENT_EMAIL: z.email().optional(),
  FCM_PRIVATE_KEY: privateKey.optional(),
  FCM_API_URL: z.url({ protocol: /^https?$/ }).optional(),
  DELIVERY_RETENTION_DAYS: int(30, 1, 365),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  UPLOAD_URL_SECONDS: int(900, 1, 86_400),
  UPLOAD_POLL_MS: int(500, 20),
  VERIFICATION_DOCUMENT_DAYS: int(90, 0, 3_650),
  IDEMPOTENCY_LEASE_SECONDS: int(30, 1),
  BOOKING_REQUEST_TTL_SECONDS: int(900, 1),
  BOOKING_HOLD_TTL_SECONDS: int(30, 1),
  BOOKING_HORIZON_DAYS: int(365, 1, 3_650),
  BOOKING_NOTICE_MINUTES: int(30),
  BOOKING_START_EARLY_MINUTES: int(120),
  MAX_OPEN_REQUESTS: z.union([z.literal('off'), z.coerce.number().int().min(1)]).default(3),
  SLOT_GRID_MINUTES: int(15, 1, 1_440),
  CHAT_OPEN_DAYS: int(14, 0, 3_650),
  COMMISSION_RATE: z.coerce.number().min(0).max(1).default(0.15),
  SWEEP_INTERVAL_MS: int(2_000, 50),
  OUTBOX_POLL_MS: int(500, 20),
  OUTBOX_RETRY_SECONDS: int(10, 1),
  FEED_RETENTION_DAYS: int(30, 1, 365),
  SOCKET_PING_INTERVAL_MS: int(10_000, 100),
  SOCKET_PING_TIMEOUT_MS: int(8_000, 100),
  SOCKET_LATEST_INTERVAL_MS: int(20_000, 50),
  SOCKET_SESSIONS_INTERVAL_MS: int(4_000, 50),
  SOCKETS_PER_USER: int(10, 1),
  LOCATION_TTL_SECONDS: int(60, 1),
  ROUTING_URL: z.url({ protocol: /^https?$/ }).optional(),
});

const SECURE_IN_PRODUCTION = ['GOOGLE_ISSUER', 'APPLE_ISSUER', 'FACEBOOK_ISSUER', 'TWILIO_API_URL'] as const;
/** Groups of settings. Either all settings of a group are set, or none. */
const TOGETHER = [
  ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM'],
  ['FCM_PROJECT_ID', 'FCM_CLIENT_EMAIL', 'FCM_PRIVATE_KEY'],
] as const;

const Environment = Settings.refine((env) => env.NODE_ENV !== 'production' || env.PASSWORD_HASH_ROUNDS >= 12, {
  path: ['PASSWORD_HASH_ROUNDS'],
  message: 'must be at least 12 in production',
})
  .check((context) => {
    for (const name of SECURE_IN_PRODUCTION)
      if (context.value.NODE_ENV === 'production' && !context.value[name].startsWith('https://'))
        context.issues.push({ code: 'custom', path: [name], message: 'must be https in production', input: '' });
  })
  .refine((env) => env.NODE_ENV !== 'production' || env.FCM_API_URL === undefined, {
    path: ['FCM_API_URL'],
    message: 'is for tests only',
  })
  .check(({ value, issues }) => {
    for (const names of TOGETHER) {
      const missing = names.filter((name) => value[name as keyof typeof value] === undefined);
      const message = `must be set too, because ${names.join(', ')} belong together`;
      if (missing.length < names.length)
        for (const name of missing) issues.push({ code: 'custom', path: [name], message, input: '' });
    }
  })
  .refine((env) => !env.S3_BUCKET || (env.S3_ACCESS_KEY_ID && env.S3_SECRET_ACCESS_KEY), {
    path: ['S3_BUCKET'],
    message: 'also needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY',
  });

/** Returns the default of every setting as text, for the test of `.env.example`. The text is empty when there is no default. */
export function environmentDefaults(): Record<string, string> {
  const required = { MONGODB_URI: 'mongodb://x', REDIS_URL: 'redis://x', JWT_SECRET: 'x'.repeat(32) };
  const values: Record<string, unknown> = Environment.parse(required);
  const textOf = (name: string) =>
    name in required || values[name] === undefined ? '' : [values[name]].flat().map(String).join(',');
  return Object.fromEntries(Object.keys(Environment.shape).map((name) => [name, textOf(name)]));
}

/** Validated settings. `.env.example` describes every setting. */
export type Config = Readonly<
  z.infer<typeof Environment> & {
    production: boolean;
    rateLimits: boolean;
    maxOpenRequests: number;
    /** The keys of encrypted fields. New values are encrypted with the first key. */
    fieldKeys: FieldKey[];
  }
>;

/** Reads and validates the environment. Throws one Error that lists every wrong setting and how to correct the setting. */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = Environment.safeParse(filled);
  const renamed = filled.FIELD_KEY
    ? ['  FIELD_KEY: is now named FIELD_KEYS; set FIELD_KEYS to k1:<the same secret>']
    : [];
  if (!result.success || renamed.length) {
    const issues = result.error?.issues ?? [];
    const lines = [...renamed, ...issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)];
    throw new Error(
      `The settings are not valid:\n${lines.join('\n')}\nSee .env.example for every setting and its default.`,
    );
  }
  const settings = result.data;
  return Object.freeze({
    ...settings,
    production: settings.NODE_ENV === 'production',
    rateLimits: (settings.RATE_LIMITS ?? (settings.NODE_ENV === 'test' ? 'off' : 'on')) === 'on',
    maxOpenRequests: settings.MAX_OPEN_REQUESTS === 'off' ? Infinity : settings.MAX_OPEN_REQUESTS,
    fieldKeys: settings.FIELD_KEYS.length ? settings.FIELD_KEYS : [{ id: 'k1', secret: settings.JWT_SECRET }],
  });
}
