import { bootApp, type TestApp } from '../../../../test/support/app.ts';
import { must, PASSWORD, signUp, signUpAdmin, type Person } from '../../../../test/support/people.ts';
import { refusal } from '../../../../test/support/visits.ts';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { DAY } from '../../../common/time/durations.ts';
import { SessionsService } from '../../accounts/auth/sessions/sessions.service.ts';
import { DevicesPersonalData } from './devices.personal-data.ts';
import { DevicesService } from './devices.service.ts';

let app: TestApp;
let admin: Person;
beforeAll(async () => {
  app = await bootApp({
    ACCESS_TOKEN_TTL_SECONDS: '100000000',
    // Tests do not wait until a node notices that a session has ended.
    SESSION_CACHE_SECONDS: '0',
    ROLES: 'api',
  });
  app.clock.set('2035-03-05T08:00:00.000Z');
  admin = await signUpAdmin(app);
});
afterAll(() => app.close());

let serial = 0;
/** Returns a token like those of FCM. */
const newToken = () => `cVq8-x_${String(++serial).padStart(15, '0')}:APA91b${'x'.repeat(130)}`;
const devices = () => app.get(DevicesService);
async function signedIn({ email }: Person) {
  const { body } = await must(app.http.post('/auth/signin', { email, password: PASSWORD }));
  return { http: app.http.as(body.accessToken), refreshToken: body.refreshToken as string };
}
const register = (who: Pick<Person, 'http'>, token: string) =>
  who.http.post('/me/devices', { token, platform: 'android' });
/** Returns a person with a device, which a second session registered after the session of the sign-up. */
async function withDevice() {
  const [carla, token] = [await signUp(app.http, 'customer'), newToken()];
  const session = await signedIn(carla);
  await must(register(session, token));
  return { carla, token, session };
}

describe('a device', () => {
  it('may be registered many times, also at the same time, and stays one device', async () => {
    const [carla, token] = [await signUp(app.http, 'customer'), newToken()];
    const all = await Promise.all(Array.from({ length: 10 }, () => register(carla, token)));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(all.map(({ body }) => body.id)).size).toBe(1);
    expect(all[0]!.body).toEqual({ id: expect.any(String), platform: 'android', seenAt: '2035-03-05T08:00:00.000Z' });
    expect(await devices().tokensOf(carla.id)).toEqual([token]);
  });

  it('that has a new owner no longer receives messages of the former owner', async () => {
    const { carla, token, session } = await withDevice();
    const dan = await signUp(app.http, 'customer');
    await must(register(dan, token));
    expect([await devices().tokensOf(carla.id), await devices().tokensOf(dan.id)]).toEqual([[], [token]]);
    expect([await devices().isOf(carla.id, token), await devices().isOf(dan.id, token)]).toEqual([false, true]);
    // The device now belongs to another session, so the sign-out of the former owner does not remove it.
    await must(session.http.post('/auth/signout'));
    expect(await devices().tokensOf(dan.id)).toEqual([token]);
  });

  it('can be taken off by its owner only', async () => {
    const { carla, token } = await withDevice();
    const dan = await signUp(app.http, 'customer');
    const path = `/me/devices/${encodeURIComponent(token)}`;
    expect(refusal(await dan.http.delete(path))).toEqual([404, 'not-found']);
    expect((await carla.http.delete(path)).status).toBe(204);
    expect(refusal(await carla.http.delete(path))).toEqual([404, 'not-found']);
    expect(await devices().tokensOf(carla.id)).toEqual([]);
  });

  it('is removed when twenty devices are registered after it', async () => {
    const carla = await signUp(app.http, 'customer');
    const tokens = Array.from({ length: 21 }, newToken);
    for (const token of tokens) {
      app.clock.advance(1_000);
      await must(register(carla, token));
    }
    expect(await devices().tokensOf(carla.id)).toEqual(tokens.slice(1).reverse());
    expect(await app.db.collection('devices').countDocuments({ userId: carla.id })).toBe(20);
  });

  it('is stored with an encrypted token', async () => {
    const { token } = await withDevice();
    expect(JSON.stringify(await app.db.collection('devices').find().toArray())).not.toContain(token);
  });

  it.each([{ platform: 'ios' }, { token: 'a b', platform: 'ios' }, { token: 'x', platform: 'fridge' }])(
    'is not registered with %j',
    async (body) => expect((await admin.http.post('/me/devices', body)).status).toBe(400),
  );
});

describe('the devices of a session are removed', () => {
  type Stage = Awaited<ReturnType<typeof withDevice>>;
  const ENDS: [string, (stage: Stage) => Promise<unknown>][] = [
    ['the session signs out', ({ session }) => must(session.http.post('/auth/signout'))],
    ['another session ends the session', ({ carla }) => must(carla.http.delete('/auth/sessions'))],
    [
      'the account is suspended',
      ({ carla }) => must(admin.http.patch(`/admin/users/${carla.id}`, { suspended: true })),
    ],
    [
      'the account gets another role',
      ({ carla }) => must(admin.http.patch(`/admin/users/${carla.id}`, { role: 'admin' })),
    ],
    [
      'the password is changed elsewhere',
      ({ carla }) => must(carla.http.post('/me/password', { currentPassword: PASSWORD, password: 'Correct-horse-2' })),
    ],
    ['the account is closed', ({ carla }) => must(carla.http.delete('/me'))],
    [
      'its refresh token is used twice',
      async ({ session }) => {
        const refresh = () => app.http.post('/auth/refresh', { refreshToken: session.refreshToken });
        await must(refresh());
        app.clock.advance(11_000);
        expect((await refresh()).status).toBe(401);
      },
    ],
  ];
  it.each(ENDS)('when %s', async (_how, end) => {
    const stage = await withDevice();
    await end(stage);
    expect(await devices().tokensOf(stage.carla.id)).toEqual([]);
    expect(await app.db.collection('devices').countDocuments({ userId: stage.carla.id })).toBe(0);
  });

  it('and devices of other sessions stay', async () => {
    const { carla, session } = await withDevice();
    const kept = newToken();
    await must(register(carla, kept));
    await must(session.http.post('/auth/signout'));
    expect(await devices().tokensOf(carla.id)).toEqual([kept]);
  });

  it('only if the change commits', async () => {
    const { carla, token } = await withDevice();
    const failing = app.get(UnitOfWork).run(async () => {
      await app.get(SessionsService).endAllOf(carla.id);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await devices().tokensOf(carla.id)).toEqual([token]);
  });

  it('when the session expires and nobody ends it', async () => {
    const { carla, token } = await withDevice();
    app.clock.advance(31 * DAY);
    expect(await devices().tokensOf(carla.id)).toEqual([]);
    expect(await devices().isOf(carla.id, token)).toBe(false);
    await app.get(DevicesPersonalData).erase(carla.id);
    expect(await app.db.collection('devices').countDocuments({ userId: carla.id })).toBe(0);
  });
});
