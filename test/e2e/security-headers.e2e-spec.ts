import { bootApp, type TestApp } from '../support/app.ts';

const policy = [
  "default-src 'self'",
  "base-uri 'self'",
  "font-src 'self' https: data:",
  "form-action 'self'",
  "frame-ancestors 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "script-src 'self' 'unsafe-inline'",
  "script-src-attr 'none'",
  "style-src 'self' https: 'unsafe-inline'",
];
const HEADERS = {
  'content-security-policy': policy.join(';'),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
};

let app: TestApp;
beforeAll(async () => {
  app = await bootApp({ ROLES: 'api' });
});
afterAll(() => app.close());

const ask = (path: string, init: RequestInit) => fetch(`${app.http.url}${path}`, init);
const json = { 'content-type': 'application/json' };

const ANSWERS: [string, number, string, RequestInit][] = [
  ['an answer', 200, '/api/v1/services', {}],
  ['a page for browsers', 200, '/docs', {}],
  ['an address that does not exist', 404, '/api/v1/nothing', {}],
  ['a request without a token', 401, '/api/v1/me', {}],
  ['a body that is no JSON', 400, '/api/v1/auth/signin', { method: 'POST', body: '{', headers: json }],
  [
    'a body that is too long',
    413,
    '/api/v1/auth/signin',
    { method: 'POST', body: 'x'.repeat(2_000_000), headers: json },
  ],
];

const securityHeaders = ({ headers }: Response) =>
  Object.fromEntries(Object.keys(HEADERS).map((name) => [name, headers.get(name)]));

it.each(ANSWERS)('%s carries the security headers', async (_what, status, path, init) => {
  const answer = await ask(path, init);
  expect(answer.status).toBe(status);
  expect(securityHeaders(answer)).toEqual(HEADERS);
  expect(answer.headers.get('x-powered-by')).toBeNull();
  expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
});

it('in production, browsers fetch by https whatever a page names', async () => {
  const production = await bootApp({ ROLES: 'api', NODE_ENV: 'production', PASSWORD_HASH_ROUNDS: '12' });
  try {
    const answer = await fetch(`${production.http.url}/api/v1/services`);
    const policies = { 'content-security-policy': `${policy.join(';')};upgrade-insecure-requests` };
    expect(securityHeaders(answer)).toEqual({ ...HEADERS, ...policies });
  } finally {
    await production.close();
  }
});
