import { bootApp, type TestApp } from '../support/app.ts';
import { signUp } from '../support/people.ts';
import { declare } from '../support/uploads.ts';

const ORIGIN = 'https://app.example.test';
let app: TestApp;
beforeAll(async () => {
  app = await bootApp({ CORS_ORIGINS: ORIGIN });
});
afterAll(() => app.close());

/** What a browser asks before a request that is no simple one. */
const preflight = (url: string, method: string, headers: string, origin = ORIGIN) =>
  fetch(url, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': headers },
  });
const listOf = (answer: Response, name: string): string[] =>
  (answer.headers.get(name) ?? '').split(',').map((one) => one.trim().toLowerCase());

describe('a web app of a listed origin', () => {
  it.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])('may %s, with the headers Grome reads', async (method) => {
    const wanted = ['authorization', 'content-type', 'idempotency-key', 'x-request-id'];
    const answer = await preflight(`${app.http.url}/api/v1/me`, method, wanted.join(','));
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
    expect(listOf(answer, 'access-control-allow-methods')).toContain(method.toLowerCase());
    expect(listOf(answer, 'access-control-allow-headers')).toEqual(expect.arrayContaining(wanted));
  });

  it('reads the request id and how long to wait', async () => {
    const answer = await fetch(`${app.http.url}/api/v1/me`, { headers: { origin: ORIGIN } });
    expect(answer.status).toBe(401);
    expect(listOf(answer, 'access-control-expose-headers')).toEqual(['x-request-id', 'retry-after']);
  });

  it('uploads a file to the link it was given', async () => {
    const ben = await signUp(app.http, 'barber');
    const { upload } = await declare(ben, {});
    const answer = await preflight(upload.url, 'PUT', 'content-type');
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([204, ORIGIN]);
    expect(listOf(answer, 'access-control-allow-methods')).toContain('put');
  });
});

it('a web app of another origin is allowed nothing', async () => {
  const answer = await preflight(`${app.http.url}/api/v1/me`, 'PATCH', 'authorization', 'https://evil.test');
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
});
