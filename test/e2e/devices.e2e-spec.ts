import { bootApp, type TestApp } from '../support/app.ts';
import { eventually } from '../support/eventually.ts';
import { inboxOf, messageTo } from '../support/inbox.ts';
import { must, PASSWORD, signUp, signUpAdmin, type Person } from '../support/people.ts';
import { SocketClient } from '../support/socket-client.ts';
import { refusal } from '../support/visits.ts';

/** Two nodes on one database and one Redis. */
let app: TestApp;
let other: TestApp;
let admin: Person;
beforeAll(async () => {
  const settings = {
    ACCESS_TOKEN_TTL_SECONDS: '100000000',
    REFRESH_TOKEN_TTL_DAYS: '10000',
  };
  app = await bootApp(settings);
  const shared = { MONGODB_URI: app.config.MONGODB_URI, REDIS_PREFIX: app.config.REDIS_PREFIX };
  other = await bootApp({ ...settings, ...shared, ROLES: 'api,realtime', TRUST_PROXY: '127.0.0.1' });
  for (const { clock } of [app, other]) clock.set('2035-03-05T08:00:00.000Z');
  admin = await signUpAdmin(app);
});
afterAll(async () => {
  await other.stop();
  await app.close();
});

const phone = { name: 'Carla’s phone', platform: 'ios' };
const tablet = { name: 'Tablet', platform: 'android' };
async function signInOn(email: string, device?: object, node = app) {
  const { body } = await must(node.http.post('/auth/signin', { email, password: PASSWORD, device }));
  return { ...body, http: app.http.as(body.accessToken), email } as Person & {
    refreshToken: string;
    accessToken: string;
  };
}
const sessions = async (who: Pick<Person, 'http'>, query = '') =>
  (await must(who.http.get(`/auth/sessions${query}`))).body;

describe('the list of sessions', () => {
  it('shows device, place, and which one asks, newest first, in pages', async () => {
    const carla = await signUp(app.http, 'customer');
    const onPhone = await signInOn(carla.email, phone);
    const elsewhere = other.http.with({ 'x-forwarded-for': '81.2.69.142' });
    await must(elsewhere.post('/auth/signin', { email: carla.email, password: PASSWORD, device: tablet }));
    const first = await sessions(onPhone, '?limit=2');
    expect(first.items).toEqual([
      expect.objectContaining({ device: tablet, place: '81.2.69.0/24', current: false }),
      expect.objectContaining({ device: phone, place: 'this machine', current: true }),
    ]);
    const rest = await sessions(onPhone, `?cursor=${first.nextCursor}`);
    expect(rest).toEqual({ items: [expect.objectContaining({ device: null, current: false })], nextCursor: null });
    expect(Object.keys(first.items[0]).sort()).toEqual(['createdAt', 'current', 'device', 'id', 'lastUsedAt', 'place']);
  });

  it('is nobody else’s', async () => {
    const [carla, stranger] = [await signUp(app.http, 'customer'), await signUp(app.http, 'customer')];
    const [mine] = (await sessions(carla)).items;
    expect((await sessions(stranger)).items.map(({ id }: any) => id)).not.toContain(mine.id);
    expect(refusal(await stranger.http.delete(`/auth/sessions/${mine.id}`))).toEqual([404, 'not-found']);
    expect((await carla.http.get('/me')).status).toBe(200);
  });
});

describe('ending a session', () => {
  it('of another device takes its access and its sockets, on every node', async () => {
    const carla = await signUp(app.http, 'customer');
    const onTablet = await signInOn(carla.email, tablet);
    const socket = await new SocketClient(other.http.url, { token: onTablet.accessToken }).ready();
    const atOther = other.http.as(onTablet.accessToken);
    await must(atOther.get('/me'));
    const { items } = await sessions(carla);
    const { id } = items.find(({ device }: any) => device?.name === 'Tablet');
    expect((await carla.http.delete(`/auth/sessions/${id}`)).status).toBe(204);
    await eventually(() => expect(socket.ended).toBeDefined());
    await eventually(async () => expect((await atOther.get('/me')).status).toBe(401));
    expect((await app.http.post('/auth/refresh', { refreshToken: onTablet.refreshToken })).status).toBe(401);
    expect((await carla.http.get('/me')).status).toBe(200);
  });

  it('all others leaves this one', async () => {
    const carla = await signUp(app.http, 'customer');
    const [one, two] = [await signInOn(carla.email, phone), await signInOn(carla.email, tablet)];
    expect((await one.http.delete('/auth/sessions')).status).toBe(204);
    expect((await sessions(one)).items).toHaveLength(1);
    for (const who of [carla, two]) expect((await who.http.get('/me')).status).toBe(401);
  });
});

describe('a sign-in', () => {
  it('with a new device is told by mail and in the app, with a known one it is not', async () => {
    const carla = await signUp(app.http, 'customer');
    await signInOn(carla.email, phone);
    expect(await messageTo(admin, carla.email, 'new-device')).toMatchObject({
      data: { device: 'an iPhone or iPad', place: 'this machine' },
    });
    await signInOn(carla.email, phone);
    await signInOn(carla.email);
    await signInOn(carla.email, tablet);
    expect(await messageTo(admin, carla.email, 'new-device', 2)).toMatchObject({
      data: { device: 'an Android device' },
    });
    const notices = (await must(carla.http.get('/notifications'))).body.items.map(({ template }: any) => template);
    expect(notices.filter((template: string) => template === 'new-device')).toHaveLength(2);
  });

  it('that comes with the sign-up is none', async () => {
    const carla = await signUp(app.http, 'customer');
    await messageTo(admin, carla.email, 'verify-code');
    expect(await inboxOf(admin, carla.email, 'new-device')).toEqual([]);
  });
});

describe('a refresh token in two hands', () => {
  const refresh = (refreshToken: string, node = app) => node.http.post('/auth/refresh', { refreshToken });
  const later = (seconds: number) => [app, other].forEach(({ clock }) => clock.advance(seconds * 1_000));

  it('used by the thief first: the owner’s next use ends it for both, and the owner is told once', async () => {
    const carla = await signUp(app.http, 'customer');
    const { refreshToken: stolen, http } = await signInOn(carla.email, phone);
    const [remaining, lost] = ['push-token-that-remains', 'push-token-of-the-stolen-session'];
    await must(carla.http.post('/me/devices', { token: remaining, platform: 'web' }));
    await must(http.post('/me/devices', { token: lost, platform: 'ios' }));
    const thief = (await must(refresh(stolen, other))).body;
    later(11);
    const again = await Promise.all(Array.from({ length: 50 }, (_, i) => refresh(stolen, i % 2 ? app : other)));
    expect(new Set(again.map(({ status }) => status))).toEqual(new Set([401]));
    expect((await refresh(thief.refreshToken)).status).toBe(401);
    expect((await app.http.as(thief.accessToken).get('/me')).status).toBe(401);
    expect(await messageTo(admin, carla.email, 'security-alert')).toMatchObject({
      data: { device: 'an iPhone or iPad' },
    });
    expect(await messageTo(admin, remaining, 'security-alert')).toMatchObject({ channel: 'push', userId: carla.id });
    expect(await inboxOf(admin, lost, 'security-alert')).toEqual([]);
    expect((await carla.http.get('/me')).status).toBe(200);
  });

  it('used by the owner first: the thief’s attempt ends it for both', async () => {
    const carla = await signUp(app.http, 'customer');
    const { refreshToken: stolen } = await signInOn(carla.email, phone);
    const owner = (await must(refresh(stolen))).body;
    later(11);
    expect((await refresh(stolen, other)).status).toBe(401);
    expect((await refresh(owner.refreshToken)).status).toBe(401);
    await messageTo(admin, carla.email, 'security-alert');
  });

  it.each([
    [1, 200],
    [9, 200],
    [11, 401],
  ])('whose answer was lost may be used again: after %i s it answers %i', async (seconds, status) => {
    const carla = await signUp(app.http, 'customer');
    const { refreshToken } = await signInOn(carla.email, phone);
    const lost = (await must(refresh(refreshToken))).body;
    later(seconds);
    const answer = await refresh(refreshToken, other);
    expect(answer.status).toBe(status);
    if (status === 200) expect(answer.body.refreshToken).toBe(lost.refreshToken);
    const alarms = { name: 'session.reused', 'payload.userId': carla.id };
    expect(await app.db.collection('outbox').countDocuments(alarms)).toBe(status === 200 ? 0 : 1);
  });
});
