import { DEMO_PASSWORD } from '../../src/cli/demo-accounts.ts';
import { demoAccounts, freshEmail, freshPhone, PASSWORD, signIn, signInAdmin, signUp } from '../support/accounts.ts';
import { bootApp, type TestApp } from '../support/app.ts';
import type { Answer } from '../support/http-client.ts';

let app: TestApp;
beforeAll(async () => {
  app = await bootApp({ PASSWORD_HASH_QUEUE: '100' });
});
afterAll(() => app.close());

const person = (more: Record<string, unknown> = {}) => ({
  email: freshEmail(),
  password: PASSWORD,
  name: 'Pat Doe',
  role: 'customer',
  ...more,
});
const post = (path: string, body: unknown) => app.http.post(`/auth/${path}`, body);

describe('signing up', () => {
  it('by email gives an account and tokens that work', async () => {
    const email = freshEmail();
    const { status, body, headers } = await post('signup', person({ email: ` ${email.toUpperCase()} ` }));
    expect(status).toBe(201);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({
      user: expect.any(Object),
      accessToken: expect.any(String),
      refreshToken: expect.any(String),
    });
    expect(body.user).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      email,
      name: 'Pat Doe',
      role: 'customer',
      isVerified: false,
      emailVerified: false,
      phoneVerified: false,
      verification: { status: 'none' },
      preferences: {
        notifications: { email: true, push: true, sms: true },
        language: 'en',
        timezone: 'UTC',
        quietHours: null,
      },
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
    expect((await app.http.as(body.accessToken).get('/me')).body).toEqual(body.user);
  });

  it('by phone keeps the number in one form, however it was typed', async () => {
    const { body, status } = await post('signup', { ...person(), email: undefined, phone: ' +44 (0)7700 900-123' });
    expect(status).toBe(201);
    expect(body.user).toMatchObject({ phone: '+447700900123' });
    expect(body.user).not.toHaveProperty('email');
  });

  it('as a barber also gives an empty profile, not yet approved', async () => {
    const { http } = await signUp(app.http, { role: 'barber', name: 'Bo the Barber' });
    expect((await http.get('/barbers/me/verification')).body).toEqual({ status: 'none', notes: '' });
    expect((await app.db.collection('barbers').findOne({ name: 'Bo the Barber' }))?.approved).toBe(false);
  });

  it('a second time with the same address is refused, whatever its spelling', async () => {
    const { email } = person();
    await signUp(app.http, { email });
    expect(await post('signup', person({ email: email.toUpperCase() }))).toMatchObject({
      status: 409,
      body: { code: 'account-exists' },
    });
    const phone = freshPhone();
    await signUp(app.http, { phone });
    const spaced = `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`;
    expect(await post('signup', { ...person(), email: undefined, phone: spaced })).toMatchObject({
      status: 409,
      body: { code: 'account-exists' },
    });
  });

  it.each(['customer', 'barber'])('twenty times at once with one address makes one %s', async (role) => {
    for (const address of [{ email: freshEmail() }, { email: undefined, phone: freshPhone() }]) {
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => post('signup', { ...person(), role, ...address })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(19).fill(409)]);
      expect(answers.filter(({ status }) => status === 409).every(({ body }) => body.code === 'account-exists')).toBe(
        true,
      );
    }
  });

  it.each([
    ['no address', { email: undefined }, ''],
    ['an operator for an address', { email: { $ne: null } }, '/email'],
    ['an operator for a password', { password: { $gt: '' } }, '/password'],
    ['a list for an address', { email: ['a@example.org'] }, '/email'],
    ['no email address', { email: 'pat' }, '/email'],
    ['a phone number without its country', { phone: '07700900123' }, '/phone'],
    ['a short password', { password: 'seven77' }, '/password'],
    ['a password beyond 200 characters', { password: 'x'.repeat(201) }, '/password'],
    ['an empty name', { name: '  ' }, '/name'],
    ['a name that is too long', { name: 'x'.repeat(101) }, '/name'],
    ['a name with control characters', { name: 'Pat\u0000' }, '/name'],
    ['a name with a header in it', { name: 'Pat\r\nBcc: x@y.z' }, '/name'],
    ['a device of two lines', { device: { name: 'Phone\nof Pat', platform: 'ios' } }, '/device/name'],
    ['the role of an admin', { role: 'admin' }, '/role'],
    ['an unknown field', { isVerified: true }, '/isVerified'],
    ['a field of the database', { suspendedAt: null }, '/suspendedAt'],
    ['a strange device', { device: { name: 'x', platform: 'fridge' } }, '/device/platform'],
  ])('with %s is invalid input', async (_what, change, pointer) => {
    const answer = await post('signup', person(change));
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation-failed' } });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([pointer]);
  });

  it('with a body that reaches for prototypes, is broken or too big is refused', async () => {
    const text = JSON.stringify(person());
    for (const poison of ['"__proto__":{"role":"admin"}', '"constructor":{"prototype":{"role":"admin"}}']) {
      expect((await post('signup', text.replace('{', `{${poison},`))).status).toBe(400);
    }
    expect((await post('signup', '{"email":')).status).toBe(400);
    expect((await post('signup', undefined)).status).toBe(400);
    expect((await post('signup', person({ name: 'x'.repeat(200_000) }))).status).toBe(413);
  });

  it('with thousands of unknown fields gets a short answer', async () => {
    const fields = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`f${index}`, 1]));
    const { status, body } = await post('signup', person(fields));
    expect(status).toBe(400);
    expect(JSON.stringify(body).length).toBeLessThan(10_000);
  });
});

describe('signing in', () => {
  it('works by email and by phone, in any spelling, and remembers the device', async () => {
    const [email, phone] = [freshEmail(), freshPhone()];
    const { id } = await signUp(app.http, { email, phone });
    const device = { name: 'Pat’s phone', platform: 'ios' };
    for (const address of [{ email: email.toUpperCase() }, { phone: `${phone.slice(0, 3)} ${phone.slice(3)}` }]) {
      const { status, body } = await post('signin', { ...address, password: PASSWORD, device });
      expect(status).toBe(200);
      expect(body.user.id).toBe(id);
    }
    expect(await app.db.collection('sessions').countDocuments({ userId: id, device })).toBe(2);
  });

  it('answers the same for a wrong password and an unknown account', async () => {
    const email = freshEmail();
    await signUp(app.http, { email });
    const wrong = await post('signin', { email, password: 'not the password' });
    const unknown = await post('signin', { email: freshEmail(), password: PASSWORD });
    const unknownPhone = await post('signin', { phone: freshPhone(), password: PASSWORD });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'invalid-credentials' } });
    for (const other of [unknown, unknownPhone]) {
      expect(other.status).toBe(401);
      expect({ ...other.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' });
    }
  });

  it('needs every byte of a long password', async () => {
    const [email, password] = [freshEmail(), 'ä'.repeat(99) + 'x'];
    await signUp(app.http, { email, password });
    expect((await post('signin', { email, password })).status).toBe(200);
    expect((await post('signin', { email, password: password.replace('x', 'y') })).status).toBe(401);
    expect((await post('signin', { email, password: password.slice(0, 72) })).status).toBe(401);
  });

  it.each([
    [{ email: { $ne: null }, password: PASSWORD }, '/email'],
    [{ email: 'a@example.org', password: { $ne: null } }, '/password'],
    [{ email: 'a@example.org', phone: '+447700900123', password: PASSWORD }, ''],
    [{ password: PASSWORD }, ''],
    [{ email: 'a@example.org', password: PASSWORD, remember: true }, '/remember'],
  ])('with %j is invalid input', async (body, pointer) => {
    expect(await post('signin', body)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });

  it('tells of a suspension only whoever knows the password', async () => {
    const email = freshEmail();
    const { id } = await signUp(app.http, { email });
    const admin = await signInAdmin(app);
    await admin.http.patch(`/admin/users/${id}`, { suspended: true });
    expect(await post('signin', { email, password: PASSWORD })).toMatchObject({
      status: 403,
      body: { code: 'account-suspended' },
    });
    expect(await post('signin', { email, password: 'not the password' })).toMatchObject({
      status: 401,
      body: { code: 'invalid-credentials' },
    });
    await admin.http.patch(`/admin/users/${id}`, { suspended: false });
    expect((await post('signin', { email, password: PASSWORD })).status).toBe(200);
  });
});

describe('the own account', () => {
  it('is for signed-in people only', async () => {
    for (const http of [app.http, app.http.as('nonsense'), app.http.with({ authorization: 'Basic eDp5' })]) {
      expect(await http.get('/me')).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    }
  });

  it('changes what is mentioned and keeps the rest', async () => {
    const { http, user } = await signUp(app.http);
    const quietHours = { start: '22:00', end: '08:00' };
    await http.patch('/me', { preferences: { notifications: { sms: false }, quietHours } });
    const { status, body } = await http.patch('/me', {
      name: ' Patricia ',
      preferences: { language: 'en-gb', timezone: 'Europe/London' },
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      ...user,
      name: 'Patricia',
      preferences: {
        notifications: { email: true, push: true, sms: false },
        language: 'en-GB',
        timezone: 'Europe/London',
        quietHours,
      },
    });
    expect((await http.patch('/me', { preferences: { quietHours: null } })).body.preferences.quietHours).toBeNull();
    expect((await http.patch('/me', {})).body).toMatchObject({ name: 'Patricia' });
    expect((await http.get('/me')).body).toMatchObject({ name: 'Patricia', preferences: { quietHours: null } });
  });

  it.each([
    [{ role: 'admin' }, '/role'],
    [{ name: 'Pat\nStripes' }, '/name'],
    [{ emailVerified: true }, '/emailVerified'],
    [{ verification: { status: 'approved' } }, '/verification'],
    [{ email: 'new@example.org' }, '/email'],
    [{ 'preferences.language': 'de' }, '/preferences.language'],
    [{ preferences: { notifications: { $set: true } } }, '/preferences/notifications/$set'],
    [{ preferences: { timezone: 'Mars/Olympus' } }, '/preferences/timezone'],
    [{ preferences: { language: 'not a language' } }, '/preferences/language'],
    [{ preferences: { quietHours: { start: '25:00', end: '08:00' } } }, '/preferences/quietHours/start'],
    [{ preferences: null }, '/preferences'],
  ])('refuses %j', async (body, pointer) => {
    const { http, user } = await signUp(app.http);
    expect(await http.patch('/me', body)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
    expect((await http.get('/me')).body).toEqual(user);
  });
});

describe('verification of a barber', () => {
  it('is decided by an admin, seen by the barber, recorded once, and withdrawn by a rejection', async () => {
    const barber = await signUp(app.http, { role: 'barber' });
    const admin = await signInAdmin(app);
    const decide = (verb: string, body?: unknown) => admin.http.post(`/admin/verifications/${barber.id}/${verb}`, body);
    const profile = () => app.db.collection('barbers').findOne({ userId: barber.id });
    expect(await decide('approve')).toMatchObject({
      status: 200,
      body: { userId: barber.id, status: 'approved', notes: '' },
    });
    expect((await decide('approve', { notes: 'again' })).status).toBe(200);
    expect((await profile())?.approved).toBe(true);
    expect((await barber.http.get('/me')).body.verification).toEqual({ status: 'approved' });
    expect(await decide('reject', { notes: 'The document has expired.' })).toMatchObject({
      status: 200,
      body: { status: 'rejected' },
    });
    expect((await profile())?.approved).toBe(false);
    expect((await barber.http.get('/barbers/me/verification')).body).toEqual({
      status: 'rejected',
      notes: 'The document has expired.',
    });
    const events = await app.db
      .collection('outbox')
      .find({ 'payload.userId': barber.id, name: /^verification/ })
      .toArray();
    expect(events.map(({ name }) => name)).toEqual(['verification.approved', 'verification.rejected']);
  });

  it('twice at once with one Idempotency-Key answers the same and is recorded once', async () => {
    const barber = await signUp(app.http, { role: 'barber' });
    const admin = await signInAdmin(app);
    const http = admin.http.with({ 'idempotency-key': 'approve-1' });
    const first = await http.post(`/admin/verifications/${barber.id}/approve`, { notes: 'ok' });
    expect((await http.post(`/admin/verifications/${barber.id}/approve`, { notes: 'ok' })).body).toEqual(first.body);
    expect(
      await app.db.collection('outbox').countDocuments({ 'payload.userId': barber.id, name: 'verification.approved' }),
    ).toBe(1);
  });

  it('is listed by status in pages, each barber once', async () => {
    const admin = await signInAdmin(app);
    const barbers: string[] = [];
    for (let index = 0; index < 5; index++) barbers.push((await signUp(app.http, { role: 'barber' })).id);
    for (const id of barbers) await admin.http.post(`/admin/verifications/${id}/reject`, { notes: 'no' });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { status, body }: Answer = await admin.http.get(
        `/admin/verifications?status=rejected&limit=2${cursor ? `&cursor=${cursor}` : ''}`,
      );
      expect(status).toBe(200);
      seen.push(...body.items.map((item: { userId: string }) => item.userId));
      cursor = body.nextCursor;
    } while (cursor);
    expect(seen.filter((id) => barbers.includes(id))).toEqual(barbers);
    expect(new Set(seen).size).toBe(seen.length);
    expect((await admin.http.get('/admin/verifications?status=none,rejected')).status).toBe(200);
    expect((await admin.http.get('/admin/verifications?status=maybe')).status).toBe(400);
    expect((await admin.http.get('/admin/verifications?cursor=nonsense')).status).toBe(400);
  });

  it('is for admins, of barbers', async () => {
    const [admin, customer, barber] = [
      await signInAdmin(app),
      await signUp(app.http),
      await signUp(app.http, { role: 'barber' }),
    ];
    for (const { http } of [customer, barber]) {
      expect((await http.get('/admin/verifications')).status).toBe(403);
      expect((await http.post(`/admin/verifications/${barber.id}/approve`, {})).status).toBe(403);
    }
    expect((await app.http.get('/admin/verifications')).status).toBe(401);
    expect((await customer.http.get('/barbers/me/verification')).status).toBe(403);
    expect((await admin.http.post(`/admin/verifications/${customer.id}/approve`, {})).status).toBe(404);
    expect((await admin.http.post('/admin/verifications/not-an-id/approve', {})).status).toBe(400);
    expect((await customer.http.get('/me')).body.verification).toEqual({ status: 'none' });
  });
});

describe('administration of accounts', () => {
  it('finds people by email, name, phone and role, newest first, in pages', async () => {
    const admin = await signInAdmin(app);
    const [email, phone] = [freshEmail(), freshPhone()];
    const first = await signUp(app.http, { email, phone, name: 'Zoë (Findme) O’Hara' });
    const second = await signUp(app.http, { role: 'barber', name: 'Findme Too' });
    const find = async (query: string) => {
      const { status, body } = await admin.http.get(`/admin/users?${query}`);
      expect(status).toBe(200);
      return body.items.map((user: { id: string }) => user.id);
    };
    expect(await find(`q=${email.slice(0, -4).toUpperCase()}`)).toEqual([first.id]);
    expect(await find(`q=${encodeURIComponent(phone)}`)).toEqual([first.id]);
    expect(await find('q=FINDME')).toEqual([second.id, first.id]);
    expect(await find('q=(findme)')).toEqual([first.id]);
    expect(await find('q=findme&role=barber')).toEqual([second.id]);
    expect(await find(`q=${encodeURIComponent('.*')}`)).toEqual([]);
    const page = (await admin.http.get('/admin/users?q=findme&limit=1')).body;
    expect(await find(`q=findme&limit=1&cursor=${page.nextCursor}`)).toEqual([first.id]);
    expect((await admin.http.get('/admin/users?q[$ne]=x')).status).toBe(400);
    expect((await admin.http.get('/admin/users?limit=101')).status).toBe(400);
  });

  it('is for admins only', async () => {
    const [customer, barber] = [await signUp(app.http), await signUp(app.http, { role: 'barber' })];
    for (const { http, id } of [customer, barber]) {
      expect((await http.get('/admin/users')).status).toBe(403);
      expect((await http.patch(`/admin/users/${id}`, { role: 'admin' })).status).toBe(403);
    }
    expect((await app.http.get('/admin/users')).status).toBe(401);
  });

  it('cannot be turned on oneself, and never takes the last admin away', async () => {
    const admin = await signInAdmin(app);
    for (const change of [{ role: 'customer' }, { suspended: true }]) {
      expect(await admin.http.patch(`/admin/users/${admin.id}`, change)).toMatchObject({
        status: 422,
        body: { code: 'own-account' },
      });
    }
    expect((await admin.http.get('/me')).body.role).toBe('admin');
  });

  it.each([{ role: 'customer' }, { suspended: true }])(
    'two admins who do %j to each other at once: one stays',
    async (change) => {
      for (let round = 0; round < 5; round++) {
        const own = await bootAdmins();
        const [first, second] = own.admins as [any, any];
        const answers = await Promise.all([
          first.http.patch(`/admin/users/${second.id}`, change),
          second.http.patch(`/admin/users/${first.id}`, change),
        ]);
        expect(answers.map(({ status }) => status).sort()).toEqual([200, expect.any(Number)]);
        // Whoever came too late found the last admin, or the own access gone.
        expect([401, 409]).toContain(answers.find(({ status }) => status !== 200)?.status);
        expect(await app.db.collection('users').countDocuments({ role: 'admin', suspendedAt: null })).toBe(1);
        await own.restore();
      }
    },
  );

  it('suspends a barber out of the search and back in', async () => {
    const [admin, barber] = [await signInAdmin(app), await signUp(app.http, { role: 'barber' })];
    const profile = () => app.db.collection('barbers').findOne({ userId: barber.id });
    expect(await admin.http.patch(`/admin/users/${barber.id}`, { suspended: true })).toMatchObject({
      status: 200,
      body: { suspended: true },
    });
    expect((await admin.http.patch(`/admin/users/${barber.id}`, { suspended: true })).status).toBe(200);
    expect((await profile())?.suspended).toBe(true);
    expect(
      await app.db.collection('outbox').countDocuments({ name: 'user.suspended', 'payload.userId': barber.id }),
    ).toBe(1);
    expect(await admin.http.patch(`/admin/users/${barber.id}`, { suspended: false })).toMatchObject({
      status: 200,
      body: { suspended: false },
    });
    expect((await profile())?.suspended).toBe(false);
  });

  it('turns a customer into a barber with a profile, and takes the approval when the role goes', async () => {
    const email = freshEmail();
    const [admin, customer] = [await signInAdmin(app), await signUp(app.http, { email })];
    const change = (role: string) => admin.http.patch(`/admin/users/${customer.id}`, { role });
    const profiles = () => app.db.collection('barbers').find({ userId: customer.id }).toArray();
    expect(await change('barber')).toMatchObject({
      status: 200,
      body: { role: 'barber', verification: { status: 'none' } },
    });
    await admin.http.post(`/admin/verifications/${customer.id}/approve`, {});
    expect((await profiles()).map(({ approved }) => approved)).toEqual([true]);
    expect(await change('customer')).toMatchObject({
      status: 200,
      body: { role: 'customer', verification: { status: 'none' } },
    });
    expect(await change('barber')).toMatchObject({ status: 200, body: { verification: { status: 'none' } } });
    expect((await profiles()).map(({ approved }) => approved)).toEqual([false]);
    expect((await signIn(app.http, { email })).user.role).toBe('barber');
  });

  it('refuses what is unknown', async () => {
    const admin = await signInAdmin(app);
    expect((await admin.http.patch(`/admin/users/${'0'.repeat(24)}`, { suspended: true })).status).toBe(404);
    expect(await admin.http.patch(`/admin/users/${admin.id}`, { passwordHash: 'x' })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/passwordHash' }] },
    });
    expect((await admin.http.patch(`/admin/users/${admin.id}`, { role: 'owner' })).status).toBe(400);
  });
});

describe('demo accounts', () => {
  it('are there once, however often they are asked for, and open with the published password', async () => {
    const ids = await demoAccounts(app);
    expect(await demoAccounts(app)).toEqual(ids);
    for (const role of ['admin', 'barber', 'customer'] as const) {
      expect((await signIn(app.http, { email: `${role}@grome.test` }, DEMO_PASSWORD)).user).toMatchObject({
        id: ids[role],
        role,
        isVerified: true,
      });
    }
    expect((await app.db.collection('barbers').findOne({ userId: ids.barber }))?.approved).toBe(true);
    expect(await app.db.collection('outbox').countDocuments({ 'payload.userId': { $in: Object.values(ids) } })).toBe(0);
  });
});

/** Makes the database's admins exactly two fresh ones; `restore` gives the demo admin the role back. */
async function bootAdmins() {
  const demo = (await demoAccounts(app)).admin;
  const admins = [];
  for (let index = 0; index < 2; index++) {
    const email = freshEmail();
    const { id } = await signUp(app.http, { email });
    await app.db.collection('users').updateOne({ _id: id as never }, { $set: { role: 'admin' } });
    admins.push(await signIn(app.http, { email }));
  }
  const ids = admins.map(({ id }) => id);
  await app.db.collection('users').updateOne({ _id: demo as never }, { $set: { role: 'customer' } });
  const restore = async () => {
    await app.db.collection('users').updateMany({ _id: { $in: ids as never[] } }, { $set: { role: 'customer' } });
    await app.db.collection('users').updateOne({ _id: demo as never }, { $set: { role: 'admin' } });
  };
  return { admins, restore };
}
