import { createHash, randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { parseSetCookie } from 'cookie';
import { exportPKCS8, generateKeyPair, jwtVerify } from 'jose';
import { bootApp, type TestApp } from '../support/app.ts';
import { Browser, type Page } from '../support/browser.ts';
import { OpenidSite } from '../support/openid-site.ts';
import { must, PASSWORD, signUp } from '../support/people.ts';
import type { Claims } from '../support/token-mints.ts';
import { refusal } from '../support/visits.ts';

const API = 'https://api.grome.test';
const WEBSITE = 'https://www.grome.test/signed-in';
const OTHER = 'https://console.grome.test/in?theme=dark';
const callback = (provider: string) => `${API}/api/v1/auth/oauth/${provider}/callback`;

let google: OpenidSite;
let apple: OpenidSite;
let app: TestApp;
beforeAll(async () => {
  // The provider's software warns that it is not set up for production.
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  const key = await generateKeyPair('ES256', { extractable: true });
  google = await OpenidSite.open({ id: 'web', secret: 'a google secret', redirectUri: callback('google') });
  /** Apple's secret is a token signed with the key of the settings. */
  const readSecret = async (given: string) => {
    const expected = {
      issuer: 'TEAM',
      subject: 'web.apple',
      audience: 'https://appleid.apple.com',
      algorithms: ['ES256'],
    };
    const { protectedHeader } = await jwtVerify(given, key.publicKey, expected);
    return protectedHeader.kid === 'KEY' ? 'an apple secret' : 'wrong';
  };
  apple = await OpenidSite.open({
    ...{ id: 'web.apple', secret: 'an apple secret', redirectUri: callback('apple'), readSecret },
  });
  app = await bootApp({
    PUBLIC_URL: API,
    OAUTH_RETURN_URLS: `${WEBSITE},${OTHER}`,
    ...{ GOOGLE_CLIENT_ID: 'web', GOOGLE_CLIENT_SECRET: 'a google secret', GOOGLE_ISSUER: google.issuer },
    ...{ APPLE_CLIENT_ID: 'web.apple', APPLE_TEAM_ID: 'TEAM', APPLE_KEY_ID: 'KEY', APPLE_ISSUER: apple.issuer },
    APPLE_PRIVATE_KEY: (await exportPKCS8(key.privateKey)).replaceAll('\n', '\\n'),
    FACEBOOK_CLIENT_ID: 'an app, no website',
  });
});
afterAll(async () => {
  await app.close();
  google.close();
  apple.close();
});

const person = (more: object = {}): Claims => {
  const sub = randomUUID();
  return { sub, email: `${sub}@example.test`, email_verified: true, name: 'Wendy Web', ...more };
};
const newBrowser = () => new Browser({ [API]: app.http.url });
const start = (provider: string, query: Record<string, string> = {}) =>
  `${API}/api/v1/auth/oauth/${provider}?${new URLSearchParams(query).toString()}`;
const exchange = (page: Page, more: object = {}) =>
  app.http.post('/auth/oauth/exchange', { code: page.url.searchParams.get('code'), ...more });
/** Up to the address that brings the provider's answer to us. */
const untilBack = (browser: Browser, provider = 'google', query = {}) =>
  browser.visit(start(provider, query), ({ pathname }) => pathname.endsWith('/callback'));

describe('a sign-in on the website', () => {
  it('goes to Google and back, with a code that is good for tokens once', async () => {
    const wendy = (google.visitor = person());
    const page = await newBrowser().visit(start('google'));
    expect(page.url.href).toMatch(/^https:\/\/www\.grome\.test\/signed-in\?code=[\w-]{43}$/);
    const { status, body } = await exchange(page, { device: { name: 'Firefox', platform: 'web' } });
    expect(status).toBe(200);
    expect(body.user).toMatchObject({ email: wendy.email, emailVerified: true, name: 'Wendy Web', role: 'customer' });
    expect((await app.http.as(body.accessToken).get('/me')).body.id).toBe(body.user.id);
    expect(refusal(await exchange(page))).toEqual([422, 'exchange-invalid']);
  });

  it('goes to Apple, which brings the answer and the name as a form', async () => {
    const wendy = (apple.visitor = person({ name: undefined, email_verified: 'true' }));
    const browser = newBrowser();
    const answer = await untilBack(browser, 'apple', { role: 'barber' });
    const user = JSON.stringify({ name: { firstName: 'Anne', lastName: 'Apple' }, email: 'liar@example.test' });
    const response = await browser.submit(answer.url, { ...answer.body, user }, apple.issuer);
    expect(response.status).toBe(303);
    const page = { url: new URL(response.headers.get('location')!), status: 0, body: undefined };
    const { body } = await must(exchange(page));
    expect(body.user).toMatchObject({ email: wendy.email, name: 'Anne Apple', role: 'barber' });
  });

  it('asks for a code with PKCE, state and nonce, and shows none of its secrets', async () => {
    google.visitor = person();
    const browser = newBrowser();
    const back = await untilBack(browser);
    const asked = Object.fromEntries(browser.trail[1]!.searchParams);
    expect(asked).toEqual({
      ...{ client_id: 'web', response_type: 'code', redirect_uri: callback('google') },
      ...{ scope: 'openid email profile', code_challenge_method: 'S256' },
      ...{ state: expect.any(String), nonce: expect.any(String), code_challenge: expect.any(String) },
    });
    const rows = JSON.stringify(await app.db.collection('oauth_tickets').find().toArray());
    for (const secret of [asked.state!, asked.nonce!, browser.cookies[0]!.value]) expect(rows).not.toContain(secret);
    expect(back.url.searchParams.get('state')).toBe(asked.state);
  });

  it('binds the browser with a cookie that no script and no other host gets', async () => {
    const response = await fetch(`${app.http.url}/api/v1/auth/oauth/google`, { redirect: 'manual' });
    const common = { maxAge: 600, path: '/', httpOnly: true, secure: true };
    expect(parseSetCookie(response.headers.get('set-cookie')!)).toEqual({
      name: expect.stringMatching(/^__Host-grome-oauth-[\w-]{16}$/),
      value: expect.stringMatching(/^[\w-]{43}$/),
      sameSite: 'lax',
      ...common,
    });
    const form = await fetch(`${app.http.url}/api/v1/auth/oauth/apple`, { redirect: 'manual' });
    expect(parseSetCookie(form.headers.get('set-cookie')!)).toMatchObject({ sameSite: 'none', ...common });
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('in two tabs at once ends well in both', async () => {
    const browser = newBrowser();
    google.visitor = person();
    const [one, two] = [await untilBack(browser), await untilBack(browser)];
    for (const { url } of [two, one]) expect((await exchange(await browser.visit(url.href))).status).toBe(200);
  });

  it('leaves no cookie of ours behind', async () => {
    google.visitor = person();
    const browser = newBrowser();
    await browser.visit(start('google'));
    expect(browser.cookies.filter(({ host }) => host === 'api.grome.test')).toEqual([]);
  });

  it('that is refused at the provider says so to the website', async () => {
    google.visitor = null;
    const page = await newBrowser().visit(start('google'));
    expect(page.url.href).toBe(`${WEBSITE}?error=provider-refused`);
  });

  it('with the address of an account says so at the exchange, and the password links them', async () => {
    const carla = await signUp(app.http, 'customer');
    google.visitor = person({ email: carla.email });
    const answer = await exchange(await newBrowser().visit(start('google')));
    expect(refusal(answer)).toEqual([409, 'account-link-required']);
    const { linkToken } = answer.body;
    const linked = await must(app.http.post('/auth/oauth/link', { linkToken, password: PASSWORD }));
    expect(linked.body.user).toMatchObject({ id: carla.id, emailVerified: true });
    expect((await must(exchange(await newBrowser().visit(start('google'))))).body.user.id).toBe(carla.id);
  });
});

describe('the way back', () => {
  const STATE = [422, 'oauth-state-invalid'];
  const seen = ({ status, body }: Page) => [status, body?.code];

  it('is for the browser that was sent: without its cookie, or with another’s, it is refused', async () => {
    google.visitor = person();
    const ours = ({ cookies }: Browser) => cookies.find(({ host }) => host === 'api.grome.test')!;
    const fresh = { none: newBrowser(), own: newBrowser(), renamed: newBrowser() };
    await untilBack(fresh.own);
    await untilBack(fresh.renamed);
    for (const victim of Object.values(fresh)) {
      const attacker = newBrowser();
      const back = await untilBack(attacker);
      if (victim === fresh.renamed) ours(victim).name = ours(attacker).name;
      expect(seen(await victim.visit(back.url.href))).toEqual(STATE);
      // What somebody else tried takes nothing away from who began it.
      expect((await attacker.visit(back.url.href)).url.searchParams.has('code')).toBe(true);
    }
  });

  it('is gone once', async () => {
    google.visitor = person();
    const browser = newBrowser();
    const back = await untilBack(browser);
    const cookies = [...browser.cookies];
    await browser.visit(back.url.href);
    browser.cookies.push(...cookies);
    expect(seen(await browser.visit(back.url.href))).toEqual(STATE);
  });

  it.each([
    ['without a state', (url: URL) => url.searchParams.delete('state')],
    ['with an empty state', (url: URL) => url.searchParams.set('state', '')],
    ['with a foreign state', (url: URL) => url.searchParams.set('state', 'x'.repeat(43))],
    ['to another provider', (url: URL) => void (url.pathname = url.pathname.replace('google', 'apple'))],
  ])('%s is refused', async (_how, change) => {
    google.visitor = person();
    const browser = newBrowser();
    const { url } = await untilBack(browser);
    change(url);
    expect(seen(await browser.visit(url.href))).toEqual(STATE);
  });

  it('with two states is malformed', async () => {
    const browser = newBrowser();
    google.visitor = person();
    const { url } = await untilBack(browser);
    url.searchParams.append('state', 'second');
    expect(seen(await browser.visit(url.href))).toEqual([400, 'validation-failed']);
  });

  it('takes ten minutes at most', async () => {
    google.visitor = person();
    const browser = newBrowser();
    const back = await untilBack(browser);
    const now = app.clock.now();
    app.clock.advance(600_000);
    expect(seen(await browser.visit(back.url.href))).toEqual(STATE);
    app.clock.set(now);
  });

  it('with a code of another sign-in fails by its PKCE verifier', async () => {
    google.visitor = person();
    const [attacker, victim] = [newBrowser(), newBrowser()];
    const stolen = (await untilBack(victim)).url.searchParams.get('code')!;
    const { url } = await untilBack(attacker);
    url.searchParams.set('code', stolen);
    expect((await attacker.visit(url.href)).url.href).toBe(`${WEBSITE}?error=id-token-invalid`);
  });

  it('of another issuer is refused, as RFC 9207 asks', async () => {
    google.visitor = person();
    const browser = newBrowser();
    const { url } = await untilBack(browser);
    url.searchParams.set('iss', apple.issuer);
    expect((await browser.visit(url.href)).url.href).toBe(`${WEBSITE}?error=id-token-invalid`);
  });

  it('takes a form here and nowhere else', async () => {
    const body = new URLSearchParams({ state: 'x', code: 'x', email: 'a@example.test' });
    const post = async (path: string) =>
      (await fetch(`${app.http.url}/api/v1${path}`, { method: 'POST', body })).status;
    expect(await post('/auth/oauth/apple/callback')).toBe(422);
    for (const path of ['/auth/oauth/apple', '/auth/oauth/exchange', '/auth/signin', '/me/identities'])
      expect([path, await post(path)]).toEqual([path, 415]);
  });
});

describe('the website', () => {
  it('is one of the list', async () => {
    google.visitor = person();
    const page = await newBrowser().visit(start('google', { returnTo: OTHER }));
    expect(page.url.href).toMatch(/^https:\/\/console\.grome\.test\/in\?theme=dark&code=/);
  });

  it.each([
    'https://evil.test/',
    `${WEBSITE}/`,
    `${WEBSITE}?next=https://evil.test`,
    `${WEBSITE}#@evil.test`,
    `${WEBSITE}.evil.test`,
    'https://www.grome.test@evil.test/signed-in',
    'https://www.grome.test',
    '//evil.test',
    '/\\evil.test',
    'javascript:alert(1)',
    '',
  ])('is not %s', async (returnTo) => {
    const path = `/api/v1/auth/oauth/google?${new URLSearchParams({ returnTo }).toString()}`;
    const answer = await fetch(app.http.url + path, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([422, null]);
    expect(await answer.json()).toMatchObject({ code: 'return-url-unknown' });
  });

  it('gets a code that is good for a minute', async () => {
    google.visitor = person();
    const page = await newBrowser().visit(start('google'));
    const now = app.clock.now();
    app.clock.advance(60_000);
    expect(refusal(await exchange(page))).toEqual([422, 'exchange-invalid']);
    app.clock.set(now);
  });

  it('takes no code that was slipped to it: only its own goes with its verifier', async () => {
    const verifier = randomUUID() + randomUUID();
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    google.visitor = person();
    const visit = async (query: Record<string, string>) => newBrowser().visit(start('google', query));
    const invalid = [422, 'exchange-invalid'];
    expect(refusal(await exchange(await visit({ challenge }), { verifier: 'another' }))).toEqual(invalid);
    expect(refusal(await exchange(await visit({ challenge })))).toEqual(invalid);
    expect(refusal(await exchange(await visit({}), { verifier }))).toEqual(invalid);
    expect((await exchange(await visit({ challenge }), { verifier })).status).toBe(200);
  });

  it('twenty exchanges at once give tokens once', async () => {
    google.visitor = person();
    const page = await newBrowser().visit(start('google'));
    const answers = await Promise.all(Array.from({ length: 20 }, () => exchange(page)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('is not offered what only apps have', async () => {
    expect(refusal(await app.http.get('/auth/oauth/facebook'))).toEqual([404, 'provider-unavailable']);
  });
});
