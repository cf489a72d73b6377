import { createHmac } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { AppModule } from '../../src/app.module.ts';
import { loadConfig } from '../../src/common/config/config.ts';
import { createHttpApp } from '../../src/common/http/http-app.ts';
import { Logger } from '../../src/common/logging/logger.ts';
import { freshEmail, freshPhone, PASSWORD, signIn, signInAdmin, signUp } from '../support/accounts.ts';
import { bootApp, freshEnvironment, type TestApp } from '../support/app.ts';
import { HttpClient } from '../support/http-client.ts';

const settings = { PASSWORD_HASH_QUEUE: '200' };
const refresh = (token: string, http: HttpClient = app.http) => http.post('/auth/refresh', { refreshToken: token });
const isInvalid = { status: 401, body: { code: 'refresh-token-invalid' } };
const noAccess = { status: 401, body: { code: 'unauthenticated' } };

/** Two nodes on one database and one Redis. Their clocks stand still, so nothing here is the work of a cache running out. */
let app: TestApp;
let other: TestApp;
beforeAll(async () => {
  app = await bootApp(settings);
  other = await bootApp({ ...settings, MONGODB_URI: app.config.MONGODB_URI, REDIS_PREFIX: app.config.REDIS_PREFIX });
});
beforeEach(() => {
  const now = new Date();
  for (const node of [app, other]) node.clock.set(now);
});
afterAll(async () => {
  await other.stop();
  await app.close();
});

/** Asks until the answer is 401 or two seconds have passed; says which came first. */
async function losesAccess(http: HttpClient): Promise<boolean> {
  for (const end = Date.now() + 2_000; Date.now() < end;) if ((await http.get('/me')).status === 401) return true;
  return false;
}

describe('refreshing', () => {
  it('gives the next refresh token and an access token each time', async () => {
    const { user, refreshToken } = await signUp(app.http);
    const seen = new Set([refreshToken]);
    let token = refreshToken;
    for (let step = 0; step < 4; step++) {
      const { status, body } = await refresh(token, step % 2 ? other.http : app.http);
      expect(status).toBe(200);
      expect(body.user).toEqual(user);
      expect((await app.http.as(body.accessToken).get('/me')).status).toBe(200);
      token = body.refreshToken;
      seen.add(token);
    }
    expect(seen.size).toBe(5);
  });

  it('fifty times at once, on two nodes, gives everybody the same successor, and that one works', async () => {
    const { refreshToken } = await signUp(app.http);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => refresh(refreshToken, index % 2 ? app.http : other.http)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
    const successors = new Set(answers.map(({ body }) => body.refreshToken));
    expect(successors.size).toBe(1);
    expect((await refresh([...successors][0])).status).toBe(200);
  });

  it('with the token before the current one works for ten seconds, as an answer may get lost', async () => {
    const { refreshToken } = await signUp(app.http);
    const successor = (await refresh(refreshToken)).body.refreshToken;
    app.clock.advance(9_000);
    expect(await refresh(refreshToken)).toMatchObject({ status: 200, body: { refreshToken: successor } });
    app.clock.advance(2_000);
    expect(await refresh(refreshToken)).toMatchObject(isInvalid);
  });

  it('later than that ends the whole family, its access tokens too, on every node', async () => {
    const { refreshToken, http } = await signUp(app.http);
    const { body } = await refresh(refreshToken);
    const elsewhere = new HttpClient(other.http.url).as(body.accessToken);
    expect((await elsewhere.get('/me')).status).toBe(200);
    app.clock.advance(11_000);
    expect(await refresh(refreshToken)).toMatchObject(isInvalid);
    expect(await refresh(body.refreshToken)).toMatchObject(isInvalid);
    expect(await http.get('/me')).toMatchObject(noAccess);
    expect(await losesAccess(elsewhere)).toBe(true);
  });

  it('with an older token than the one before ends the family at once, and no other', async () => {
    const email = freshEmail();
    const { refreshToken: first } = await signUp(app.http, { email });
    const bystander = await signIn(app.http, { email });
    const second = (await refresh(first)).body.refreshToken;
    const third = (await refresh(second)).body;
    expect(await refresh(first)).toMatchObject(isInvalid);
    expect(await refresh(third.refreshToken)).toMatchObject(isInvalid);
    expect(await app.http.as(third.accessToken).get('/me')).toMatchObject(noAccess);
    expect((await bystander.http.get('/me')).status).toBe(200);
    expect((await refresh(bystander.refreshToken)).status).toBe(200);
  });

  it('with a guessed or forged token is refused and signs nobody out', async () => {
    const { refreshToken, http } = await signUp(app.http);
    const [family, , mac] = refreshToken.split('.') as [string, string, string];
    for (const forged of [
      `${family}.0.${'A'.repeat(43)}`,
      `${family}.5.${mac}`,
      `${'0'.repeat(24)}.0.${mac}`,
      'x',
      `${refreshToken}x`,
    ]) {
      expect(await refresh(forged)).toMatchObject(isInvalid);
    }
    expect((await http.get('/me')).status).toBe(200);
    expect((await refresh(refreshToken)).status).toBe(200);
  });

  it('refuses what is not a token at all', async () => {
    for (const refreshToken of [{ $ne: null }, '', null, ['x'], 'x'.repeat(501)]) {
      expect(await app.http.post('/auth/refresh', { refreshToken })).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: '/refreshToken' }] },
      });
    }
  });

  it('works for thirty days after the last time, not longer', async () => {
    const { refreshToken } = await signUp(app.http);
    app.clock.advance(29 * 86_400_000);
    const { status, body } = await refresh(refreshToken);
    expect(status).toBe(200);
    app.clock.advance(29 * 86_400_000);
    const again = await refresh(body.refreshToken);
    expect(again.status).toBe(200);
    app.clock.advance(30 * 86_400_000 + 1);
    expect(await refresh(again.body.refreshToken)).toMatchObject(isInvalid);
  });

  it('keeps only hashes of refresh tokens', async () => {
    const { id, refreshToken } = await signUp(app.http);
    const successor = (await refresh(refreshToken)).body.refreshToken as string;
    const stored = JSON.stringify(await app.db.collection('sessions').findOne({ userId: id }));
    for (const token of [refreshToken, successor]) expect(stored).not.toContain(token.split('.')[2]);
  });
});

describe('an access token', () => {
  it('lives for fifteen minutes', async () => {
    const { http } = await signUp(app.http);
    app.clock.advance(899_000);
    expect((await http.get('/me')).status).toBe(200);
    app.clock.advance(2_000);
    expect(await http.get('/me')).toMatchObject(noAccess);
  });

  it('names its session, algorithm and key, and holds nothing private', async () => {
    const { accessToken, id } = await signUp(app.http);
    const [header, payload] = accessToken.split('.').map((part) => Buffer.from(part, 'base64url').toString());
    expect(JSON.parse(header!)).toEqual({ alg: 'HS256', typ: 'JWT', kid: expect.any(String) });
    expect(JSON.parse(payload!)).toEqual({
      sub: id,
      sid: expect.any(String),
      role: 'customer',
      iat: expect.any(Number),
      exp: expect.any(Number),
    });
  });

  it('is refused when changed, signed otherwise or incomplete', async () => {
    const { accessToken, http } = await signUp(app.http);
    const [header, payload] = accessToken
      .split('.', 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as object) as [any, any];
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const sign = (head: unknown, body: unknown, { secret = app.config.JWT_SECRET, hash = 'sha256' } = {}) => {
      const text = `${encode(head)}.${encode(body)}`;
      return `${text}.${createHmac(hash, secret).update(text).digest('base64url')}`;
    };
    expect((await app.http.as(sign(header, payload)).get('/me')).status).toBe(200);
    const { sid: _sid, ...withoutSession } = payload;
    const { exp: _exp, ...withoutEnd } = payload;
    const bad = {
      'no signature': `${encode({ ...header, alg: 'none' })}.${encode(payload)}.`,
      'another secret': sign(header, payload, { secret: 'another secret, long enough for HS256' }),
      'another algorithm': sign({ ...header, alg: 'HS512' }, payload, { hash: 'sha512' }),
      'another key id': sign({ ...header, kid: 'old' }, payload),
      'another role': sign(header, { ...payload, role: 'admin' }),
      'another user': sign(header, { ...payload, sub: '0'.repeat(24) }),
      'another session': sign(header, { ...payload, sid: '0'.repeat(24) }),
      'an operator for a session': sign(header, { ...payload, sid: { $ne: null } }),
      'no session': sign(header, withoutSession),
      'no end': sign(header, withoutEnd),
      'a changed payload': accessToken.replace(/\.[^.]+\./, `.${encode({ ...payload, role: 'admin' })}.`),
    };
    for (const [what, token] of Object.entries(bad)) {
      expect([what, await app.http.as(token).get('/me')]).toEqual([what, expect.objectContaining({ status: 401 })]);
    }
    expect((await http.get('/me')).status).toBe(200);
  });
});

describe('signing out', () => {
  it('ends this session at once, and only this one', async () => {
    const email = freshEmail();
    const { http, refreshToken } = await signUp(app.http, { email });
    const bystander = await signIn(app.http, { email });
    const elsewhere = new HttpClient(other.http.url, {
      authorization: `Bearer ${(await refresh(refreshToken)).body.accessToken}`,
    });
    expect((await elsewhere.get('/me')).status).toBe(200);
    expect(await http.post('/auth/signout')).toMatchObject({ status: 204, body: undefined });
    expect(await http.get('/me')).toMatchObject(noAccess);
    expect(await http.post('/auth/signout')).toMatchObject(noAccess);
    expect(await refresh(refreshToken)).toMatchObject(isInvalid);
    expect(await losesAccess(elsewhere)).toBe(true);
    expect((await bystander.http.get('/me')).status).toBe(200);
  });

  it('needs a token', async () => {
    expect(await app.http.post('/auth/signout')).toMatchObject(noAccess);
  });

  it('reaches a node that missed the announcement within the seconds a session is cached', async () => {
    const deaf = await bootApp({ ...settings, MONGODB_URI: app.config.MONGODB_URI, REDIS_PREFIX: 'elsewhere' });
    deaf.clock.set(app.clock.now());
    const { http, accessToken } = await signUp(app.http);
    const there = deaf.http.as(accessToken);
    expect((await there.get('/me')).status).toBe(200);
    await http.post('/auth/signout');
    expect((await there.get('/me')).status).toBe(200);
    deaf.clock.advance(3_000);
    expect(await there.get('/me')).toMatchObject(noAccess);
    await deaf.stop();
  });
});

describe('an admin', () => {
  it.each([{ suspended: true }, { role: 'barber' }])(
    'who does %j cuts all access at once, on every node',
    async (change) => {
      const admin = await signInAdmin(app);
      const email = freshEmail();
      const first = await signUp(app.http, { email });
      const second = await signIn(other.http, { email });
      for (const { http } of [first, second]) expect((await http.get('/me')).status).toBe(200);
      expect((await app.http.as(second.accessToken).get('/me')).status).toBe(200);
      expect((await admin.http.patch(`/admin/users/${first.id}`, change)).status).toBe(200);
      expect(await first.http.get('/me')).toMatchObject(noAccess);
      expect(await app.http.as(second.accessToken).get('/me')).toMatchObject(noAccess);
      expect(await losesAccess(second.http)).toBe(true);
      for (const { refreshToken } of [first, second]) expect(await refresh(refreshToken)).toMatchObject(isInvalid);
    },
  );

  it('who changes nothing cuts nothing', async () => {
    const [admin, { id, http }] = [await signInAdmin(app), await signUp(app.http)];
    expect((await admin.http.patch(`/admin/users/${id}`, { role: 'customer', suspended: false })).status).toBe(200);
    expect((await http.get('/me')).status).toBe(200);
  });

  it.each([
    [{ suspended: true }, { suspended: false }],
    [{ role: 'barber' }, { role: 'customer' }],
  ])('who does %j during a sign-in leaves no session from before', async (change, back) => {
    const admin = await signInAdmin(app);
    const email = freshEmail();
    const { id } = await signUp(app.http, { email });
    for (let round = 0; round < 8; round++) {
      const [answers] = await Promise.all([
        Promise.all([app, other, app].map(({ http }) => http.post('/auth/signin', { email, password: PASSWORD }))),
        admin.http.patch(`/admin/users/${id}`, change),
      ]);
      for (const { status, body } of answers.filter((answer) => answer.status === 200)) {
        // Signed in before: access is gone. After (role change only): the new role.
        const { status: me, body: user } = await app.http.as(body.accessToken).get('/me');
        expect(
          status === 200 &&
            (me === 401 || ('role' in change && user.role === body.user.role && user.role === change.role)),
        ).toBe(true);
      }
      if ('suspended' in change) expect(await app.db.collection('sessions').countDocuments({ userId: id })).toBe(0);
      expect(
        await app.db
          .collection('sessions')
          .countDocuments({ userId: id, role: 'role' in change ? 'customer' : 'none' }),
      ).toBe(0);
      await admin.http.patch(`/admin/users/${id}`, back);
    }
  });
});

describe('a rush of sign-ins', () => {
  it('is shed with 429 and Retry-After, and nothing breaks', async () => {
    const rushed = await bootApp({ PASSWORD_HASH_ROUNDS: '11', PASSWORD_HASH_QUEUE: '4' });
    const email = freshEmail();
    await signUp(rushed.http, { email });
    const password = (index: number) => (index % 3 ? PASSWORD : 'not the password');
    const answers = await Promise.all(
      Array.from({ length: 150 }, (_, index) =>
        rushed.http.post('/auth/signin', { email: index % 5 ? email : freshEmail(), password: password(index) }),
      ),
    );
    const count = (status: number) => answers.filter((answer) => answer.status === status).length;
    expect(count(200) + count(401) + count(429)).toBe(150);
    expect(count(429)).toBeGreaterThan(50);
    expect(count(200)).toBeGreaterThan(0);
    for (const { headers, body } of answers.filter(({ status }) => status === 429)) {
      expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      expect(body.code).toBe('too-many-requests');
    }
    expect((await rushed.http.post('/auth/signin', { email, password: PASSWORD })).status).toBe(200);
    await rushed.close();
  }, 90_000);
});

describe('secrets', () => {
  it('leave neither in an answer nor in the log, nor stand readable in the database', async () => {
    const lines: string[] = [];
    const stream = new PassThrough().on('data', (chunk: Buffer) => lines.push(chunk.toString()));
    const config = loadConfig(await freshEnvironment(settings));
    const own = await createHttpApp(
      AppModule.for(config, { logger: new Logger({ level: 'debug', json: true, stream }) }),
      config,
    );
    await own.listen(0, '127.0.0.1');
    const http = new HttpClient((await own.getUrl()).replace('[::1]', '127.0.0.1'));
    const [email, phone, password] = [freshEmail(), freshPhone(), 'a-very-private-password'];
    const person = await signUp(http, { email, phone, password, role: 'barber' });
    const answers: unknown[] = [person.user];
    answers.push((await http.post('/auth/signup', { email, password, name: 'x', role: 'customer' })).body);
    answers.push((await http.post('/auth/signin', { phone, password: `${password}!` })).body);
    answers.push((await http.post('/auth/signin', { phone, password, surprise: password })).body);
    answers.push((await http.post('/auth/signin', { email: password, password: '' })).body);
    answers.push((await person.http.patch('/me', { name: 'New' })).body);
    const { accessToken, refreshToken, ...user } = (
      await http.post('/auth/refresh', { refreshToken: person.refreshToken })
    ).body;
    answers.push(user);
    await own.close();
    const said = JSON.stringify(answers);
    for (const secret of [password, 'passwordHash', 'v1$', 'k1:', 'index', 'guard']) expect(said).not.toContain(secret);
    const log = lines.join('');
    expect(log).toContain('Nest application successfully started');
    const tokens = [accessToken, refreshToken, person.accessToken, person.refreshToken] as string[];
    for (const secret of [password, phone, email, 'v1$', ...tokens.map((token) => token.slice(-20))])
      expect(log).not.toContain(secret);
    const uri = new URL(config.MONGODB_URI);
    const stored = JSON.stringify(await app.db.client.db(uri.pathname.slice(1)).collection('users').findOne({ email }));
    expect(stored).toContain('"k1:');
    for (const secret of [password, phone, phone.slice(-9)]) expect(stored).not.toContain(secret);
  });
});
