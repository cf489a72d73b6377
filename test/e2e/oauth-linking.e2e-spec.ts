import { randomUUID } from 'node:crypto';
import { bootApp, type TestApp } from '../support/app.ts';
import { messageTo } from '../support/inbox.ts';
import { must, PASSWORD, signUp, signUpAdmin, type Person } from '../support/people.ts';
import { TokenMints, type Claims, type MintName } from '../support/token-mints.ts';
import { refusal } from '../support/visits.ts';

let mints: TokenMints;
let app: TestApp;
let admin: Person;
beforeAll(async () => {
  mints = await TokenMints.open();
  app = await bootApp({
    ACCESS_TOKEN_TTL_SECONDS: '10000',
    CODE_RESEND_SECONDS: '0',
    ...mints.settings,
  });
  admin = await signUpAdmin(app);
});
afterAll(async () => {
  await app.close();
  mints.close();
});

const person = (more: object = {}): Claims => {
  const sub = randomUUID();
  return { sub, email: `${sub}@example.test`, email_verified: true, name: 'Lena Link', ...more };
};
const signIn = async (provider: MintName, claims: Claims) =>
  app.http.post(`/auth/oauth/${provider}`, { idToken: await mints[provider].token(claims) });
const link = (linkToken: string, password = PASSWORD) => app.http.post('/auth/oauth/link', { linkToken, password });
const linkMine = async (who: Pick<Person, 'http'>, provider: MintName, claims: Claims) =>
  who.http.post('/me/identities', { provider, idToken: await mints[provider].token(claims) });
const mine = async (who: Pick<Person, 'http'>) =>
  (await must(who.http.get('/me/identities'))).body.items.map(({ provider }: any) => provider);
const signedIn = async (provider: MintName, claims: Claims) => {
  const { body } = await must(signIn(provider, claims));
  return { ...body, id: body.user.id, http: app.http.as(body.accessToken) };
};
/** Whose address was proved: in the database, for how it comes to that is told elsewhere. */
const verified = async (): Promise<Person> => {
  const carla = await signUp(app.http, 'customer');
  const users = app.db.collection<{ _id: string }>('users');
  await users.updateOne({ _id: carla.id }, { $set: { emailVerified: true } });
  return carla;
};
const accounts = (email: string) => app.db.collection('users').countDocuments({ email });
const tokenOf = async (email: string) => {
  await must(app.http.post('/auth/forgot-password', { email }));
  return (await messageTo(admin, email, 'password-reset')).data.token;
};

describe('who has an account with that address', () => {
  it('is never let in, nor linked, by the address alone', async () => {
    const carla = await verified();
    const answer = await signIn('google', person({ email: carla.email }));
    expect(refusal(answer)).toEqual([409, 'account-link-required']);
    expect(answer.body).toMatchObject({ provider: 'google', linkToken: expect.stringMatching(/^[\w-]{43}$/) });
    expect(Object.keys(answer.body)).not.toContain('accessToken');
    expect(await mine(carla)).toEqual([]);
    expect(await accounts(carla.email)).toBe(1);
  });

  it('links with the password, is told by mail, and from then on the provider is enough', async () => {
    const [carla, claims] = [await verified(), person()];
    claims.email = carla.email.toUpperCase();
    const { linkToken } = (await signIn('google', claims)).body;
    expect(refusal(await link(linkToken, 'wrong password'))).toEqual([401, 'invalid-credentials']);
    const { body } = await must(link(linkToken));
    expect(body).toMatchObject({ user: { id: carla.id }, accessToken: expect.any(String) });
    expect((await signedIn('google', claims)).id).toBe(carla.id);
    expect(refusal(await link(linkToken))).toEqual([422, 'link-token-invalid']);
    expect(await messageTo(admin, carla.email, 'identity-linked')).toMatchObject({ data: { provider: 'google' } });
  });

  it('links once when the token comes ten times at once', async () => {
    const carla = await verified();
    const { linkToken } = (await signIn('google', person({ email: carla.email }))).body;
    const answers = await Promise.all(Array.from({ length: 10 }, () => link(linkToken)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await mine(carla)).toEqual(['google']);
  });

  it('has ten minutes for it', async () => {
    const carla = await verified();
    const { linkToken } = (await signIn('google', person({ email: carla.email }))).body;
    const now = app.clock.now();
    app.clock.advance(600_000);
    expect(refusal(await link(linkToken))).toEqual([422, 'link-token-invalid']);
    app.clock.set(now);
  });

  it('links no suspended account', async () => {
    const carla = await verified();
    const { linkToken } = (await signIn('google', person({ email: carla.email }))).body;
    await must(admin.http.patch(`/admin/users/${carla.id}`, { suspended: true }));
    expect(refusal(await link(linkToken))).toEqual([403, 'account-suspended']);
  });

  it('is left alone by somebody whose address the provider has not verified', async () => {
    const carla = await verified();
    const other = await signedIn('facebook', person({ email: carla.email, email_verified: undefined }));
    expect(other.id).not.toBe(carla.id);
    expect(other.user.email).toBeUndefined();
    expect(await mine(carla)).toEqual([]);
  });
});

describe('somebody who signed up with the address of another, to wait for its owner', () => {
  it('keeps nothing: the owner comes in with a new password only, which ends everything of before', async () => {
    const attacker = await signUp(app.http, 'customer');
    const owner = person({ email: attacker.email });
    const answer = await signIn('google', owner);
    expect(refusal(answer)).toEqual([409, 'account-link-required']);
    expect(await mine(attacker)).toEqual([]);
    const password = 'The owner’s own password';
    await must(app.http.post('/auth/reset-password', { token: await tokenOf(attacker.email), password }));
    const { body } = await must(link(answer.body.linkToken, password));
    expect(body.user).toMatchObject({ id: attacker.id, emailVerified: true });
    expect((await attacker.http.get('/me')).status).toBe(401);
    const again = await app.http.post('/auth/signin', { email: attacker.email, password: PASSWORD });
    expect(refusal(again)).toEqual([401, 'invalid-credentials']);
    expect((await signedIn('google', owner)).id).toBe(attacker.id);
  });

  it('cannot link himself beforehand, so that no other way in outlives the new password', async () => {
    const attacker = await signUp(app.http, 'customer');
    expect(refusal(await linkMine(attacker, 'google', person()))).toEqual([409, 'address-unverified']);
    expect(await mine(attacker)).toEqual([]);
  });

  it('after its owner came by the provider is told that there is an account', async () => {
    const owner = person();
    await signedIn('google', owner);
    const body = { email: owner.email, password: PASSWORD, name: 'A', role: 'customer' };
    expect(refusal(await app.http.post('/auth/signup', body))).toEqual([409, 'account-exists']);
  });

  it('at the same moment as the owner gets the account or not, but never the owner’s', async () => {
    for (let round = 0; round < 5; round++) {
      const owner = person();
      const body = { email: owner.email, password: PASSWORD, name: 'A', role: 'customer' };
      const [theirs, ours] = await Promise.all([app.http.post('/auth/signup', body), signIn('google', owner)]);
      expect([theirs.status, ours.status].sort()).toEqual(theirs.status === 201 ? [201, 409] : [200, 409]);
      expect(await accounts(owner.email!)).toBe(1);
    }
  });
});

describe('who is signed in', () => {
  it('links a provider and signs in with it, whatever its address', async () => {
    const [carla, claims] = [await verified(), person()];
    const answer = await linkMine(carla, 'google', claims);
    expect(answer).toMatchObject({ status: 201, body: { provider: 'google', linkedAt: expect.any(String) } });
    expect((await signedIn('google', claims)).user).toMatchObject({ id: carla.id, email: carla.email });
    expect((await must(carla.http.get('/me/identities'))).body).toEqual({ items: [answer.body], nextCursor: null });
  });

  it('verifies the own address by a provider that has', async () => {
    const carla = await signUp(app.http, 'customer');
    expect((await linkMine(carla, 'google', person({ email: carla.email }))).status).toBe(201);
    expect((await must(carla.http.get('/me'))).body).toMatchObject({ emailVerified: true });
  });

  it('cannot link whoever signs in to another account, nor two of one provider', async () => {
    const [carla, claims] = [await verified(), person()];
    await signedIn('google', claims);
    expect(refusal(await linkMine(carla, 'google', claims))).toEqual([409, 'identity-taken']);
    await must(linkMine(carla, 'google', person()));
    expect(refusal(await linkMine(carla, 'google', person()))).toEqual([409, 'provider-linked']);
    expect(await mine(carla)).toEqual(['google']);
  });

  it('is told that the ID token is wrong without being signed out', async () => {
    const carla = await verified();
    const ask = (idToken: string) => carla.http.post('/me/identities', { provider: 'google', idToken });
    expect(refusal(await ask('x'))).toEqual([422, 'identity-unproven']);
    const used = await mints.google.token(person());
    await must(app.http.post('/auth/oauth/google', { idToken: used }));
    expect(refusal(await ask(used))).toEqual([422, 'identity-unproven']);
  });

  it('two accounts that link the same person at once: one gets it', async () => {
    const [claims, carla, other] = [person(), await verified(), await verified()];
    const answers = await Promise.all([linkMine(carla, 'google', claims), linkMine(other, 'google', claims)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect([...(await mine(carla)), ...(await mine(other))]).toEqual(['google']);
  });

  it('removes a provider, and cannot sign in with it any more', async () => {
    const [carla, claims] = [await verified(), person()];
    await must(linkMine(carla, 'google', claims));
    expect((await carla.http.delete('/me/identities/google')).status).toBe(204);
    expect(refusal(await carla.http.delete('/me/identities/google'))).toEqual([404, 'not-found']);
    expect((await signedIn('google', claims)).id).not.toBe(carla.id);
  });

  it('keeps the last way in, also when two are removed at once', async () => {
    const lena = await signedIn('google', person());
    const remove = (provider: string) => lena.http.delete(`/me/identities/${provider}`);
    expect(refusal(await remove('google'))).toEqual([409, 'last-way-in']);
    await must(linkMine(lena, 'apple', person()));
    const answers = await Promise.all([remove('google'), remove('apple')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await mine(lena)).toHaveLength(1);
  });
});

describe('an account without a password', () => {
  it('cannot be signed in to with any', async () => {
    const claims = person();
    await signedIn('google', claims);
    for (const password of ['', 'undefined', 'null', PASSWORD])
      expect([400, 401]).toContain((await app.http.post('/auth/signin', { email: claims.email, password })).status);
  });

  it('gets one by asking for a new one, and then needs the provider no more', async () => {
    const claims = person();
    const lena = await signedIn('google', claims);
    await must(app.http.post('/auth/reset-password', { token: await tokenOf(claims.email!), password: PASSWORD }));
    const { body } = await must(app.http.post('/auth/signin', { email: claims.email, password: PASSWORD }));
    expect(body.user.id).toBe(lena.id);
    expect((await app.http.as(body.accessToken).delete('/me/identities/google')).status).toBe(204);
  });

  it('chooses one right after signing in; later it has to sign in again', async () => {
    const claims = person();
    const lena = await signedIn('google', claims);
    const now = app.clock.now();
    app.clock.advance(600_000);
    const change = (who: Pick<Person, 'http'>, more = {}) =>
      who.http.post('/me/password', { password: PASSWORD, ...more });
    expect(refusal(await change(lena))).toEqual([422, 'sign-in-again']);
    expect(refusal(await change(lena, { currentPassword: PASSWORD }))).toEqual([422, 'sign-in-again']);
    app.clock.set(now);
    const again = await signedIn('google', claims);
    expect((await change(again)).status).toBe(200);
    expect((await lena.http.get('/me')).status).toBe(401);
    expect(refusal(await change(again))).toEqual([422, 'wrong-password']);
    expect((await app.http.post('/auth/signin', { email: claims.email, password: PASSWORD })).status).toBe(200);
  });

  it('and without an address gets one the same way', async () => {
    const claims = person({ email_verified: undefined });
    const lena = await signedIn('facebook', claims);
    expect((await lena.http.post('/me/email', { email: claims.email })).status).toBe(202);
    const { code } = (await messageTo(admin, claims.email!, 'verify-code')).data;
    const { body } = await must(lena.http.post('/auth/verify', { code }));
    expect(body).toMatchObject({ email: claims.email, emailVerified: true });
  });

  it('is no door for whoever links to it: its own provider is the proof', async () => {
    const claims = person();
    await signedIn('google', claims);
    const { linkToken } = (await signIn('apple', person({ email: claims.email }))).body;
    expect(refusal(await link(linkToken))).toEqual([401, 'invalid-credentials']);
  });
});
