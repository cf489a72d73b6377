import { randomInt } from 'node:crypto';
import { bootApp, type TestApp } from '../support/app.ts';
import { inboxOf, messageTo } from '../support/inbox.ts';
import { must, PASSWORD, signUpAdmin, type Person } from '../support/people.ts';
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
const phone = () => `+4477009${String(randomInt(100_000)).padStart(5, '0')}`;
const mailbox = () => `mailbox-${randomInt(1e12)}@example.test`;
const codeTo = async (to: string, count = 1): Promise<string> =>
  (await messageTo(admin, to, 'verify-code', count)).data.code;
const verify = async (who: Pick<Person, 'http'>, to: string, count = 1) =>
  who.http.post('/auth/verify', { code: await codeTo(to, count) });
const me = async (who: Pick<Person, 'http'>) => (await must(who.http.get('/me'))).body;
const signInWith = (login: object) => app.http.post('/auth/signin', { ...login, password: PASSWORD });
const forgot = (login: object) => app.http.post('/auth/forgot-password', login);
const signUpWith = (addresses: object) =>
  app.http.post('/auth/signup', { ...addresses, password: PASSWORD, name: 'Pat', role: 'customer' });
const newcomer = async (addresses: object): Promise<Pick<Person, 'id' | 'http'>> => {
  const { body } = await must(signUpWith(addresses));
  return { id: body.user.id, http: app.http.as(body.accessToken) };
};
/** Somebody who proved the phone, and typed the address of another. */
const claimant = async (email: string, number = phone()) => {
  const who = await newcomer({ email, phone: number });
  await must(verify(who, number));
  return { ...who, phone: number };
};

describe('an address that nobody proved, on an account whose other one is proved,', () => {
  it('is sent no new password, and the answer does not tell', async () => {
    const email = mailbox();
    const who = await claimant(email);
    expect(await forgot({ email })).toMatchObject({ status: 202, body: {} });
    await must(forgot({ phone: who.phone }));
    await messageTo(admin, who.phone, 'password-reset');
    expect(await inboxOf(admin, email, 'password-reset')).toEqual([]);
  });

  it('opens nothing with a token that was sent there before', async () => {
    const [email, number] = [mailbox(), phone()];
    const who = await newcomer({ email, phone: number });
    await must(forgot({ email }));
    const { token } = (await messageTo(admin, email, 'password-reset')).data;
    await must(verify(who, number));
    const late = await app.http.post('/auth/reset-password', { token, password: 'The password of another' });
    expect(refusal(late)).toEqual([422, 'reset-invalid']);
    expect(await me(who)).toMatchObject({ email, phone: number, phoneVerified: true });
  });

  it('goes to whoever signs up with it; the account keeps its proved one', async () => {
    const email = mailbox();
    const before = await claimant(email);
    const owner = await newcomer({ email });
    expect(await me(before)).not.toHaveProperty('email');
    expect((await signInWith({ phone: before.phone })).body.user.id).toBe(before.id);
    expect((await signInWith({ email })).body.user.id).toBe(owner.id);
  });

  it('goes to one of ten who sign up with it at once', async () => {
    const number = phone();
    const who = await newcomer({ email: mailbox(), phone: number });
    const { email } = await me(who);
    await must(verify(who, email));
    const answers = await Promise.all(Array.from({ length: 10 }, () => signUpWith({ phone: number })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]));
    expect(await me(who)).toMatchObject({ email, emailVerified: true });
    expect(await me(who)).not.toHaveProperty('phone');
  });

  it('goes to whoever proves it, and not before', async () => {
    const email = mailbox();
    const before = await claimant(email);
    const owner = await newcomer({ phone: phone() });
    expect((await owner.http.post('/me/email', { email, password: PASSWORD })).status).toBe(202);
    expect(await me(before)).toMatchObject({ email });
    expect((await verify(owner, email, 2)).body).toMatchObject({ email, emailVerified: true });
    expect(await me(before)).not.toHaveProperty('email');
  });
});

it('an address stays with an account that proved none yet, and with one that proved it', async () => {
  const [email, proved] = [mailbox(), mailbox()];
  await newcomer({ email, phone: phone() });
  expect(refusal(await signUpWith({ email }))).toEqual([409, 'account-exists']);
  const owner = await newcomer({ email: proved, phone: phone() });
  await must(verify(owner, proved));
  expect(refusal(await signUpWith({ email: proved }))).toEqual([409, 'account-exists']);
});

describe('an address that waits for its code', () => {
  const changeEmail = (who: Pick<Person, 'http'>, email: string) =>
    who.http.post('/me/email', { email, password: PASSWORD });
  const resend = (who: Pick<Person, 'http'>, kind?: string) => who.http.post('/auth/verify/resend', { kind });
  const owner = async () => {
    const email = mailbox();
    const who = await newcomer({ email });
    await must(verify(who, email));
    seconds(60);
    return { ...who, email };
  };

  it.each(['email', undefined])('is sent another one when the present one is verified (kind %s)', async (kind) => {
    const [who, email] = [await owner(), mailbox()];
    await must(changeEmail(who, email));
    seconds(60);
    expect((await resend(who, kind)).status).toBe(202);
    expect((await verify(who, email, 2)).body).toMatchObject({ email, emailVerified: true });
    expect(refusal(await resend(who, kind))).toEqual([409, 'already-verified']);
  });

  it('is corrected at once, and ten times a day; the code of the wrong one is worth nothing', async () => {
    const [who, wrong, email] = [await newcomer({ phone: phone() }), mailbox(), mailbox()];
    await must(changeEmail(who, wrong));
    await must(changeEmail(who, email));
    expect(refusal(await changeEmail(who, email))).toEqual([429, 'too-many-requests']);
    const [lost, code] = [await codeTo(wrong), await codeTo(email)];
    if (lost !== code) expect((await who.http.post('/auth/verify', { code: lost })).status).toBe(422);
    expect((await who.http.post('/auth/verify', { code })).body).toMatchObject({ email, emailVerified: true });
    for (let sent = 3; sent <= 10; sent++) await must(changeEmail(who, mailbox()));
    const late = await changeEmail(who, mailbox());
    expect([...refusal(late), late.headers.get('retry-after')]).toEqual([429, 'too-many-requests', '86400']);
  });

  it('is sent another one when the account has none of its kind', async () => {
    const [who, number] = [await owner(), phone()];
    await must(who.http.post('/me/phone', { phone: number, password: PASSWORD }));
    seconds(60);
    expect(refusal(await resend(who, 'email'))).toEqual([409, 'already-verified']);
    expect((await resend(who, 'phone')).status).toBe(202);
    expect((await verify(who, number, 2)).body).toMatchObject({ phone: number, phoneVerified: true });
  });
});

describe('an address that is added to an account', () => {
  it('is told at the one that was there', async () => {
    const [email, number] = [mailbox(), phone()];
    const who = await newcomer({ email });
    await must(who.http.post('/me/phone', { phone: number, password: PASSWORD }));
    expect(await inboxOf(admin, email, 'address-added')).toEqual([]);
    await must(verify(who, number));
    const told = await messageTo(admin, email, 'address-added');
    expect(told).toMatchObject({
      channel: 'email',
      data: { channel: 'phone' },
      text: expect.stringContaining('phone'),
    });
    expect(await inboxOf(admin, number, 'address-added')).toEqual([]);
  });

  it('is told by SMS where that was all', async () => {
    const [email, number] = [mailbox(), phone()];
    const who = await newcomer({ phone: number });
    await must(who.http.post('/me/email', { email, password: PASSWORD }));
    await must(verify(who, email));
    expect(await messageTo(admin, number, 'address-added')).toMatchObject({
      channel: 'sms',
      data: { channel: 'email' },
    });
  });

  it('is told to nobody when it was there since the sign-up', async () => {
    const [email, number] = [mailbox(), phone()];
    const who = await newcomer({ email, phone: number });
    await must(verify(who, number));
    for (const to of [email, number]) expect(await inboxOf(admin, to, 'address-added')).toEqual([]);
  });
});

it('a token for a new password that went to the address of before opens nothing', async () => {
  const [email, next] = [mailbox(), mailbox()];
  const who = await newcomer({ email });
  await must(verify(who, email));
  await must(forgot({ email }));
  const { token } = (await messageTo(admin, email, 'password-reset')).data;
  await must(who.http.post('/me/email', { email: next, password: PASSWORD }));
  await must(verify(who, next));
  const late = await app.http.post('/auth/reset-password', { token, password: 'Of who reads the old one' });
  expect(refusal(late)).toEqual([422, 'reset-invalid']);
});
