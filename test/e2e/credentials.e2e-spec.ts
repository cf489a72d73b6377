import { randomInt } from 'node:crypto';
import { bootApp, type TestApp } from '../support/app.ts';
import { inboxOf, messageTo } from '../support/inbox.ts';
import { must, PASSWORD, signUp, signUpAdmin, type Person } from '../support/people.ts';
import { refusal } from '../support/visits.ts';

let app: TestApp;
let admin: Person;
beforeAll(async () => {
  app = await bootApp({
    ACCESS_TOKEN_TTL_SECONDS: '100000000',
    REFRESH_TOKEN_TTL_DAYS: '10000',
  });
  app.clock.set('2035-03-05T08:00:00.000Z');
  admin = await signUpAdmin(app);
});
afterAll(() => app.close());

const seconds = (n: number) => app.clock.advance(n * 1_000);
const codeTo = async (to: string, count = 1): Promise<string> =>
  (await messageTo(admin, to, 'verify-code', count)).data.code;
const verify = (who: Person, code: string) => who.http.post('/auth/verify', { code });
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const me = async (who: Pick<Person, 'http'>) => (await must(who.http.get('/me'))).body;
const phone = () => `+4477009${String(randomInt(100_000)).padStart(5, '0')}`;
const signInWith = (login: object, password: string) => app.http.post('/auth/signin', { ...login, password });

describe('a verification code', () => {
  it('comes with the sign-up and proves the address, once', async () => {
    const carla = await signUp(app.http, 'customer');
    const code = await codeTo(carla.email);
    expect(code).toMatch(/^\d{6}$/);
    expect(await me(carla)).toMatchObject({ emailVerified: false });
    expect(await verify(carla, `${code.slice(0, 3)} ${code.slice(3)}`)).toMatchObject({
      status: 200,
      body: { emailVerified: true },
    });
    expect(refusal(await verify(carla, code))).toEqual([422, 'code-invalid']);
    expect(refusal(await carla.http.post('/auth/verify/resend'))).toEqual([409, 'already-verified']);
  });

  it('comes by SMS to a phone', async () => {
    const number = phone();
    const { body } = await app.http.post('/auth/signup', {
      phone: number,
      password: PASSWORD,
      name: 'P',
      role: 'customer',
    });
    const message = await messageTo(admin, number, 'verify-code');
    expect(message).toMatchObject({ channel: 'sms', text: expect.stringContaining(message.data.code) });
    const person = { http: app.http.as(body.accessToken) } as Person;
    expect(await verify(person, message.data.code)).toMatchObject({ body: { phoneVerified: true } });
  });

  it('is worth five tries, also when a hundred come at once', async () => {
    const carla = await signUp(app.http, 'customer');
    const code = await codeTo(carla.email);
    const guesses = Array.from({ length: 100 }, () => verify(carla, wrong(code)));
    expect(new Set((await Promise.all(guesses)).map(({ status }) => status))).toEqual(new Set([422]));
    expect(refusal(await verify(carla, code))).toEqual([422, 'code-invalid']);
    expect(await me(carla)).toMatchObject({ emailVerified: false });
  });

  it('is right once when it comes twenty times at once', async () => {
    const carla = await signUp(app.http, 'customer');
    const code = await codeTo(carla.email);
    const answers = await Promise.all(Array.from({ length: 20 }, () => verify(carla, code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('works for ten minutes', async () => {
    const carla = await signUp(app.http, 'customer');
    const code = await codeTo(carla.email);
    seconds(600);
    expect(refusal(await verify(carla, code))).toEqual([422, 'code-invalid']);
  });

  it('is sent again after a minute, ten times a day, and only the last one works', async () => {
    const carla = await signUp(app.http, 'customer');
    const first = await codeTo(carla.email);
    const again = () => carla.http.post('/auth/verify/resend');
    const early = await again();
    expect([...refusal(early), early.headers.get('retry-after')]).toEqual([429, 'too-many-requests', '60']);
    for (let sent = 2; sent <= 10; sent++) {
      seconds(60);
      expect(await again()).toMatchObject({ status: 202, body: {} });
    }
    const last = await codeTo(carla.email, 10);
    if (first !== last) expect(refusal(await verify(carla, first))).toEqual([422, 'code-invalid']);
    seconds(60);
    expect(refusal(await again())).toEqual([429, 'too-many-requests']);
    expect((await verify(carla, last)).status).toBe(200);
  });

  it('of somebody else proves nothing', async () => {
    const [carla, other] = [await signUp(app.http, 'customer'), await signUp(app.http, 'customer')];
    const [mine, theirs] = [await codeTo(carla.email), await codeTo(other.email)];
    if (mine !== theirs) expect(refusal(await verify(carla, theirs))).toEqual([422, 'code-invalid']);
    expect(refusal(await app.http.post('/auth/verify', { code: mine }))).toEqual([401, 'unauthenticated']);
  });

  it('and the address it went to stand nowhere readable', async () => {
    const carla = await signUp(app.http, 'customer');
    const code = await codeTo(carla.email);
    for (const name of ['codes', 'deliveries']) {
      const rows = JSON.stringify(await app.db.collection(name).find({ userId: carla.id }).toArray());
      expect(rows).not.toContain(carla.email);
      expect(rows).not.toContain(`"${code}"`);
    }
  });

  it.each([{}, { code: '12345' }, { code: 123456 }, { code: 'abcdef' }, { code: '123456', more: 1 }])(
    'that is malformed (%j) is told so',
    async (body) => {
      const carla = await signUp(app.http, 'customer');
      expect(refusal(await carla.http.post('/auth/verify', body))).toEqual([400, 'validation-failed']);
    },
  );
});

describe('a forgotten password', () => {
  const forgot = (login: object) => app.http.post('/auth/forgot-password', login);
  const reset = (token: string, password = 'A new password 1') =>
    app.http.post('/auth/reset-password', { token, password });
  const tokenTo = async (to: string, count = 1): Promise<string> =>
    (await messageTo(admin, to, 'password-reset', count)).data.token;

  it('is replaced with a token that works once and ends every session', async () => {
    const carla = await signUp(app.http, 'customer');
    expect(await forgot({ email: carla.email })).toMatchObject({ status: 202, body: {} });
    const token = await tokenTo(carla.email);
    expect(await reset(token.toLowerCase().replaceAll('-', ' '))).toMatchObject({ status: 200 });
    expect(refusal(await carla.http.get('/me'))).toEqual([401, 'unauthenticated']);
    expect((await signInWith({ email: carla.email }, PASSWORD)).status).toBe(401);
    expect((await signInWith({ email: carla.email }, 'A new password 1')).status).toBe(200);
    expect(refusal(await reset(token))).toEqual([422, 'reset-invalid']);
    expect(await messageTo(admin, carla.email, 'password-changed')).toMatchObject({ channel: 'email' });
  });

  it('is replaced once when the token comes ten times at once', async () => {
    const carla = await signUp(app.http, 'customer');
    await forgot({ email: carla.email });
    const token = await tokenTo(carla.email);
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => reset(token, `Password number ${i}`)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(9);
  });

  it('of nobody gets the same answer, and nothing is sent', async () => {
    const answer = await forgot({ email: 'nobody@example.test' });
    expect(answer).toMatchObject({ status: 202, body: {} });
    expect((await forgot({ phone: phone() })).status).toBe(202);
    expect(await inboxOf(admin, 'nobody@example.test')).toEqual([]);
  });

  it('is asked for once a minute, however often somebody asks, and the last token works for an hour', async () => {
    const carla = await signUp(app.http, 'customer');
    await Promise.all([1, 2, 3].map(() => forgot({ email: carla.email })));
    const token = await tokenTo(carla.email);
    seconds(61);
    await forgot({ email: carla.email });
    const second = await tokenTo(carla.email, 2);
    expect(refusal(await reset(token))).toEqual([422, 'reset-invalid']);
    seconds(3_600);
    expect(refusal(await reset(second))).toEqual([422, 'reset-invalid']);
    await forgot({ email: carla.email });
    expect((await reset(await tokenTo(carla.email, 3))).status).toBe(200);
  });

  it('that the owner of an address resets leaves no way back to who made the account with it', async () => {
    // The mailbox is somebody else's, who never asked for this account; the phone would be the way back.
    const [email, number] = [`owner-${randomInt(1e9)}@example.test`, phone()];
    await must(
      app.http.post('/auth/signup', { email, phone: number, password: PASSWORD, name: 'Thief', role: 'customer' }),
    );
    await forgot({ email });
    expect((await reset(await tokenTo(email))).status).toBe(200);
    const { body } = await must(signInWith({ email }, 'A new password 1'));
    expect(body.user).toMatchObject({ emailVerified: true, phoneVerified: false });
    expect(body.user).not.toHaveProperty('phone');
    expect((await signInWith({ phone: number }, 'A new password 1')).status).toBe(401);
  });

  it('of a suspended account is not sent anything', async () => {
    const carla = await signUp(app.http, 'customer');
    await codeTo(carla.email);
    await must(admin.http.patch(`/admin/users/${carla.id}`, { suspended: true }));
    await forgot({ email: carla.email });
    expect(await inboxOf(admin, carla.email, 'password-reset')).toEqual([]);
  });
});

describe('who is signed in', () => {
  it('changes the password with the present one, and stays signed in here only', async () => {
    const carla = await signUp(app.http, 'customer');
    const elsewhere = await signInWith({ email: carla.email }, PASSWORD);
    const change = (currentPassword: string) =>
      carla.http.post('/me/password', { currentPassword, password: 'Another password' });
    expect(refusal(await change('wrong'))).toEqual([422, 'wrong-password']);
    expect((await change(PASSWORD)).status).toBe(200);
    expect((await carla.http.get('/me')).status).toBe(200);
    expect((await app.http.as(elsewhere.body.accessToken).get('/me')).status).toBe(401);
    expect((await signInWith({ email: carla.email }, 'Another password')).status).toBe(200);
  });

  it('changes the address when the code sent to the new one comes back; the old one is told', async () => {
    const carla = await signUp(app.http, 'customer');
    await codeTo(carla.email);
    seconds(60);
    const email = `new-${carla.email}`;
    const change = (password: string) => carla.http.post('/me/email', { email, password });
    expect(refusal(await change('wrong'))).toEqual([422, 'wrong-password']);
    expect((await change(PASSWORD)).status).toBe(202);
    expect(await me(carla)).toMatchObject({ email: carla.email });
    expect((await verify(carla, await codeTo(email))).body).toMatchObject({ email, emailVerified: true });
    expect(await messageTo(admin, carla.email, 'address-changed')).toMatchObject({ channel: 'email' });
    expect((await signInWith({ email }, PASSWORD)).status).toBe(200);
    expect((await signInWith({ email: carla.email }, PASSWORD)).status).toBe(401);
  });

  it('adds a phone', async () => {
    const [carla, number] = [await signUp(app.http, 'customer'), phone()];
    expect((await carla.http.post('/me/phone', { phone: number, password: PASSWORD })).status).toBe(202);
    expect((await verify(carla, await codeTo(number))).body).toMatchObject({ phone: number, phoneVerified: true });
    expect((await signInWith({ phone: number }, PASSWORD)).status).toBe(200);
  });

  it('cannot take the address of another account, not even when that one came first by a moment', async () => {
    const [carla, other] = [await signUp(app.http, 'customer'), await signUp(app.http, 'customer')];
    await codeTo(carla.email);
    seconds(60);
    const take = (email: string) => carla.http.post('/me/email', { email, password: PASSWORD });
    expect(refusal(await take(other.email))).toEqual([409, 'account-exists']);
    const email = `late-${carla.email}`;
    await must(take(email));
    const code = await codeTo(email);
    await must(app.http.post('/auth/signup', { email, password: PASSWORD, name: 'First', role: 'customer' }));
    expect(refusal(await verify(carla, code))).toEqual([409, 'account-exists']);
    expect(await me(carla)).toMatchObject({ email: carla.email });
  });
});

describe('the development inbox', () => {
  it('is for admins, newest first, and finds by address, channel and template', async () => {
    const carla = await signUp(app.http, 'customer');
    await codeTo(carla.email);
    expect(refusal(await carla.http.get('//dev/inbox'))).toEqual([403, 'forbidden']);
    expect(refusal(await app.http.get('//dev/inbox'))).toEqual([401, 'unauthenticated']);
    const [item] = await inboxOf(admin, carla.email);
    expect(item).toEqual({
      id: expect.any(String),
      channel: 'email',
      to: carla.email,
      userId: carla.id,
      template: 'verify-code',
      language: 'en',
      subject: `${item.data.code} is your Grome code`,
      text: expect.stringContaining('10 minutes'),
      html: expect.stringContaining('<p>'),
      data: { code: item.data.code, minutes: 10 },
      at: expect.any(String),
    });
    const sms = (await must(admin.http.get('//dev/inbox?channel=sms&limit=1'))).body.items;
    expect(sms.map(({ channel }: any) => channel)).toEqual(['sms']);
  });
});
