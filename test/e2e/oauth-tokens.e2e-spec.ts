import { createHash, randomUUID } from 'node:crypto';
import { exportSPKI, SignJWT } from 'jose';
import { bootApp, type TestApp } from '../support/app.ts';
import { must, signUpAdmin, type Person } from '../support/people.ts';
import { TokenMints, type Claims, type MintName } from '../support/token-mints.ts';
import { refusal } from '../support/visits.ts';

let mints: TokenMints;
let app: TestApp;
let admin: Person;
beforeAll(async () => {
  mints = await TokenMints.open();
  app = await bootApp({ ...mints.settings });
  admin = await signUpAdmin(app);
});
afterAll(async () => {
  await app.close();
  mints.close();
});

const person = (more: object = {}): Claims => {
  const sub = randomUUID();
  return { sub, email: `${sub}@example.test`, email_verified: true, name: 'Gina Given', ...more };
};
const signIn = (provider: MintName, idToken: string, more: object = {}) =>
  app.http.post(`/auth/oauth/${provider}`, { idToken, ...more });
const INVALID = [401, 'id-token-invalid'];
const seconds = () => Math.floor(Date.now() / 1_000);
const sessionsOf = (userId: string) => app.db.collection('sessions').countDocuments({ userId });

describe('the first sign-in with a provider', () => {
  it('makes an account with the address that the provider has verified, and signs in', async () => {
    const gina = person();
    const { status, body } = await signIn('google', await mints.google.token(gina));
    expect([status, Object.keys(body).sort()]).toEqual([200, ['accessToken', 'refreshToken', 'user']]);
    expect(body.user).toMatchObject({
      ...{ email: gina.email, emailVerified: true, isVerified: true },
      ...{ name: 'Gina Given', role: 'customer' },
    });
    expect((await app.http.as(body.accessToken).get('/me')).body.id).toBe(body.user.id);
    expect((await must(app.http.post('/auth/refresh', { refreshToken: body.refreshToken }))).body.user.id).toBe(
      body.user.id,
    );
    const facts = await app.db.collection('outbox').find({ 'payload.userId': body.user.id }).toArray();
    expect(facts.map(({ name }) => name)).toEqual(['user.registered']);
  });

  it('of a barber makes the profile, too', async () => {
    const { body } = await must(signIn('google', await mints.google.token(person()), { role: 'barber' }));
    expect((await must(app.http.as(body.accessToken).get('/barbers/me'))).body).toMatchObject({ name: 'Gina Given' });
  });

  it('is followed by others into the same account, whatever has become of the address there', async () => {
    const gina = person();
    const first = await must(signIn('google', await mints.google.token(gina)));
    const again = await signIn('google', await mints.google.token({ ...gina, email: 'new@example.test' }), {
      device: { name: 'Phone', platform: 'ios' },
    });
    expect(again.body.user).toEqual(first.body.user);
    expect(await sessionsOf(first.body.user.id)).toBe(2);
  });

  it('twenty times at once makes one account', async () => {
    const gina = person();
    const tokens = await Promise.all(Array.from({ length: 20 }, () => mints.google.token(gina)));
    const answers = await Promise.all(tokens.map((token) => signIn('google', token)));
    expect(answers.map(({ status }) => status)).toEqual(tokens.map(() => 200));
    expect(new Set(answers.map(({ body }) => body.user.id)).size).toBe(1);
    expect(await app.db.collection('users').countDocuments({ email: gina.email! })).toBe(1);
  });

  it.each([
    ['Apple, which writes it as a word', 'apple', 'true', true],
    ['a provider that says no', 'google', false, false],
    ['Apple’s no as a word', 'apple', 'false', false],
    ['Facebook, which says nothing', 'facebook', undefined, false],
    ['a provider that says something else', 'google', 1, false],
  ] as const)('verified by %s', async (_who, provider, email_verified, isTaken) => {
    const gina = person({ email_verified });
    const { body } = await must(signIn(provider, await mints[provider].token(gina)));
    expect([body.user.email, body.user.emailVerified]).toEqual(isTaken ? [gina.email, true] : [undefined, false]);
  });

  it('takes the name from the app where the token has none', async () => {
    const { body } = await must(
      signIn('apple', await mints.apple.token(person({ name: undefined })), { name: 'Ann Apple' }),
    );
    expect(body.user.name).toBe('Ann Apple');
    const nameless = await must(signIn('apple', await mints.apple.token(person({ name: 'bell\u0007' }))));
    expect(nameless.body.user.name).toBe('New customer');
  });

  it('for an app of several is as good as for the website', async () => {
    expect((await signIn('google', await mints.google.token(person({ aud: 'google-app' })))).status).toBe(200);
  });
});

describe('an ID token is refused', () => {
  const later = () => seconds() + 3_600;
  const claims: [string, () => object][] = [
    ['of another app', () => ({ aud: 'somebody-else' })],
    ['of our app and another', () => ({ aud: ['google-client', 'somebody-else'] })],
    ['without an audience', () => ({ aud: undefined })],
    ['that is expired', () => ({ iat: seconds() - 7_200, exp: seconds() - 60 })],
    ['without an end', () => ({ exp: undefined })],
    ['without a beginning', () => ({ iat: undefined })],
    ['that is good only later', () => ({ nbf: later() })],
    ['of the future', () => ({ iat: later(), exp: later() + 60 })],
    ['of the day before yesterday, however long it lasts', () => ({ iat: seconds() - 200_000, exp: later() })],
    ['of another issuer', () => ({ iss: 'https://accounts.google.com' })],
    ['without an issuer', () => ({ iss: undefined })],
    ['about nobody', () => ({ sub: undefined })],
    ['about an object', () => ({ sub: { $gt: '' } })],
    ['with a nonce that the app does not bring', () => ({ nonce: 'n'.repeat(32) })],
  ];
  it.each(claims)('%s', async (_what, change) => {
    const gina = person();
    expect(refusal(await signIn('google', await mints.google.token({ ...gina, ...change() })))).toEqual(INVALID);
    expect(await app.db.collection('users').countDocuments({ email: gina.email! })).toBe(0);
  });

  it('that nobody signed', async () => {
    const [, payload] = (await mints.google.token(person())).split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    for (const signature of ['', 'x'])
      expect(refusal(await signIn('google', `${none}.${payload}.${signature}`))).toEqual(INVALID);
  });

  it('that is signed with the public key as a password', async () => {
    const secret = new TextEncoder().encode(await exportSPKI(mints.google.publicKey));
    const now = seconds();
    const token = await new SignJWT({
      ...person(),
      iss: mints.google.issuer,
      aud: 'google-client',
      iat: now,
      exp: now + 60,
    })
      .setProtectedHeader({ alg: 'HS256', kid: mints.google.kid })
      .sign(secret);
    expect(refusal(await signIn('google', token))).toEqual(INVALID);
  });

  it('whose key nobody knows', async () => {
    expect(refusal(await signIn('google', await mints.google.token(person(), { kid: 'unknown' })))).toEqual(INVALID);
  });

  it('that brings its own key, or an address where to find it', async () => {
    const before = mints.apple.asked;
    const forged = await mints.apple.token(
      { ...person(), iss: mints.google.issuer, aud: 'google-client' },
      { jku: `${mints.apple.issuer}/jwks`, jwk: mints.apple.jwks.keys[0] },
    );
    expect(refusal(await signIn('google', forged))).toEqual(INVALID);
    expect(mints.apple.asked).toBe(before);
  });

  it('that was changed', async () => {
    const [header, payload, signature] = (await mints.google.token(person())).split('.');
    const changed = { ...JSON.parse(Buffer.from(payload!, 'base64url').toString()), email: admin.email };
    const other = Buffer.from(JSON.stringify(changed)).toString('base64url');
    expect(refusal(await signIn('google', `${header}.${other}.${signature}`))).toEqual(INVALID);
  });

  it('of another provider, also one made out to us', async () => {
    expect(refusal(await signIn('apple', await mints.google.token(person())))).toEqual(INVALID);
    const borrowed = await mints.google.token({ ...person(), iss: mints.apple.issuer, aud: 'apple-client' });
    expect(refusal(await signIn('apple', borrowed))).toEqual(INVALID);
  });

  it.each(['x', 'a.b.c', 'eyJhbGciOiJSUzI1NiJ9..', '....'])('that is none: %s', async (idToken) => {
    expect(refusal(await signIn('google', idToken))).toEqual(INVALID);
  });

  it.each([
    {},
    { idToken: 1 },
    { idToken: 'x', admin: true },
    { idToken: 'x', role: 'admin' },
    { idToken: 'x', nonce: 'short' },
  ])('in a request that is malformed: %j', async (body) =>
    expect(refusal(await app.http.post('/auth/oauth/google', body))).toEqual([400, 'validation-failed']),
  );
});

describe('an ID token that was used', () => {
  it('is refused the second time, also when its signature is written another way', async () => {
    const token = await mints.google.token(person());
    await must(signIn('google', token));
    expect(refusal(await signIn('google', token))).toEqual(INVALID);
    const twin = token.slice(0, -1) + String.fromCharCode(token.charCodeAt(token.length - 1) + 1);
    expect(Buffer.from(twin.split('.')[2]!, 'base64url')).toEqual(Buffer.from(token.split('.')[2]!, 'base64url'));
    expect(refusal(await signIn('google', twin))).toEqual(INVALID);
  });

  it('ten times at once signs in once', async () => {
    const token = await mints.google.token(person());
    const answers = await Promise.all(Array.from({ length: 10 }, () => signIn('google', token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(401)]);
  });
});

describe('a nonce', () => {
  const nonce = () => randomUUID();
  const hashed = (text: string) => createHash('sha256').update(text).digest('hex');

  it('goes with its token, as it is or hashed', async () => {
    for (const write of [(text: string) => text, hashed]) {
      const mine = nonce();
      const token = await mints.apple.token(person({ nonce: write(mine) }));
      expect(refusal(await signIn('apple', token, { nonce: nonce() }))).toEqual(INVALID);
      expect((await signIn('apple', token, { nonce: mine })).status).toBe(200);
    }
  });

  it('is good once, also with another token', async () => {
    const [gina, mine] = [person(), nonce()];
    await must(signIn('google', await mints.google.token({ ...gina, nonce: mine }), { nonce: mine }));
    const second = await mints.google.token({ ...gina, nonce: mine });
    expect(refusal(await signIn('google', second, { nonce: mine }))).toEqual(INVALID);
  });

  it('that the token does not have is missing there', async () => {
    expect(refusal(await signIn('google', await mints.google.token(person()), { nonce: nonce() }))).toEqual(INVALID);
  });
});

describe('a provider', () => {
  it('that changes its key is asked for the new one, and the old one is good no more', async () => {
    const old = await mints.google.token(person());
    await mints.google.rotate();
    expect((await signIn('google', await mints.google.token(person()))).status).toBe(200);
    expect(refusal(await signIn('google', old))).toEqual(INVALID);
  });

  it('that is away is no fault of the token, and is asked again', async () => {
    const other = await bootApp({ ...mints.settings });
    const token = await mints.facebook.token(person());
    const ask = () => other.http.post('/auth/oauth/facebook', { idToken: token });
    for (const what of [true, 'jwks'] as const) {
      mints.facebook.isAway = what;
      expect(refusal(await ask())).toEqual([503, 'provider-unreachable']);
    }
    mints.facebook.isAway = false;
    expect((await ask()).status).toBe(200);
    await other.close();
  });

  it('without settings, or unknown, is not offered', async () => {
    const other = await bootApp();
    for (const name of ['google', 'apple', 'facebook', 'myspace', '__proto__'])
      expect(refusal(await other.http.post(`/auth/oauth/${name}`, { idToken: 'x' }))).toEqual([
        404,
        'provider-unavailable',
      ]);
    expect(refusal(await app.http.get('/auth/oauth/google'))).toEqual([404, 'provider-unavailable']);
    await other.close();
  });
});

describe('a suspended account', () => {
  it('is told so, and stays out when suspension and sign-in come at once', async () => {
    const gina = person();
    const { user } = (await must(signIn('google', await mints.google.token(gina)))).body;
    const token = await mints.google.token(gina);
    await Promise.all([
      must(admin.http.patch(`/admin/users/${user.id}`, { suspended: true })),
      signIn('google', token),
    ]);
    expect(await sessionsOf(user.id)).toBe(0);
    expect(refusal(await signIn('google', await mints.google.token(gina)))).toEqual([403, 'account-suspended']);
  });
});
