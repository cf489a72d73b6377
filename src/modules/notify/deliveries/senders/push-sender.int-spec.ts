import { bootApp, type TestApp } from '../../../../../test/support/app.ts';
import { FcmDouble, fcmRefusal } from '../../../../../test/support/fcm-double.ts';
import { must, signUp, type Person } from '../../../../../test/support/people.ts';
import { UnitOfWork } from '../../../../common/database/unit-of-work.ts';
import { DAY } from '../../../../common/time/durations.ts';
import { DevicesService } from '../../devices/devices.service.ts';
import { DeliveriesService } from '../deliveries.service.ts';
import { DispatchService } from '../dispatch.service.ts';

let fcm: FcmDouble;
let app: TestApp;
beforeAll(async () => {
  fcm = await FcmDouble.open();
  app = await bootApp({
    ROLES: 'api',
    ACCESS_TOKEN_TTL_SECONDS: '100000000',
    REFRESH_TOKEN_TTL_DAYS: '10000',
    ...fcm.settings,
  });
  app.clock.set('2035-03-05T08:00:00.000Z');
});
beforeEach(() => fcm.messages.splice(0));
afterAll(async () => {
  await app.close();
  await fcm.close();
});

let serial = 0;
const newToken = () => `fcm:token-${++serial}`;
const register = (who: Person, token: string) => must(who.http.post('/me/devices', { token, platform: 'ios' }));
async function withDevice() {
  const [carla, token] = [await signUp(app.http, 'customer'), newToken()];
  await register(carla, token);
  return { carla, token };
}
const data = { device: 'an iPhone or iPad', place: '81.2.69.0/24', at: '2035-03-05T08:00:00.000Z' };
const write = ({ id }: Person) =>
  app
    .get(UnitOfWork)
    .run(() => app.get(DeliveriesService).pushTo({ id, preferences: { language: 'en' } }, 'new-device', data));
const dispatch = () => app.get(DispatchService).sendDue(10);
const newest = (): Promise<any> => app.db.collection('deliveries').findOne({ channel: 'push' }, { sort: { _id: -1 } });
const tokensOf = ({ id }: Person) => app.get(DevicesService).tokensOf(id);
async function later(): Promise<void> {
  app.clock.advance(5_000);
  await dispatch();
}
/** Lets all pending messages finish, so that no message is left for the next test. */
async function settled(): Promise<void> {
  app.clock.advance(DAY);
  await dispatch();
}
afterEach(settled);

describe('a push message', () => {
  it('is sent through FCM to each device, with the data that the app needs', async () => {
    const { carla, token } = await withDevice();
    const another = newToken();
    await register(carla, another);
    await write(carla);
    expect(await dispatch()).toBe(2);
    const { _id: id, sentAt } = await newest();
    expect(sentAt).toEqual(app.clock.now());
    expect(fcm.messages.map((message) => message.token).sort()).toEqual([token, another].sort());
    expect(fcm.messages[1]).toEqual({
      token: expect.any(String),
      notification: {
        title: 'Your Grome account was used on a new device',
        body: expect.stringContaining('an iPhone or iPad'),
      },
      data: { ...data, template: 'new-device' },
      // With the same tag, a second attempt replaces the first on the screen.
      android: { notification: { tag: id } },
      apns: { headers: { 'apns-collapse-id': id } },
      webpush: { notification: { tag: id } },
    });
  });

  it('asks Google for access once, and again when FCM refuses the access', async () => {
    const { carla } = await withDevice();
    const push = async () => {
      await write(carla);
      await dispatch();
    };
    await push();
    const before = fcm.granted;
    await push();
    expect(fcm.granted).toBe(before);
    fcm.revoke();
    await push();
    expect(await newest()).toMatchObject({ sentAt: null, failure: 'FCM answered 401 UNAUTHENTICATED' });
    await later();
    expect((await newest()).sentAt).toEqual(app.clock.now());
    expect(fcm.granted).toBe(before + 1);
  });

  it.each([
    ['no longer has the app', fcmRefusal(404, 'NOT_FOUND', 'UNREGISTERED')],
    ['belongs to another project', fcmRefusal(403, 'PERMISSION_DENIED', 'SENDER_ID_MISMATCH')],
    ['never existed', fcmRefusal(400, 'INVALID_ARGUMENT', 'INVALID_ARGUMENT', 'message.token')],
  ])('to a device that %s is given up, and the device is removed', async (_why, refusal) => {
    const { carla, token } = await withDevice();
    await register(carla, newToken());
    await write(carla);
    fcm.next.push(refusal);
    await dispatch();
    const first = { dueAt: null, sentAt: null, failure: expect.stringMatching(/^FCM answered 40\d [A-Z_]+$/) };
    expect(await app.db.collection('deliveries').findOne({ failure: { $ne: null }, userId: carla.id })).toMatchObject(
      first,
    );
    expect(await tokensOf(carla)).toEqual([token]);
  });

  it.each([
    ['has too much to do', fcmRefusal(429, 'RESOURCE_EXHAUSTED', 'QUOTA_EXCEEDED')],
    ['is broken', { status: 500, body: {} }],
    ['no longer lets us send', { status: 403, body: { error: { code: 403, status: 'PERMISSION_DENIED' } } }],
  ])('is tried again when FCM %s, and the device stays', async (_why, refusal) => {
    const { carla, token } = await withDevice();
    await write(carla);
    fcm.next.push(refusal);
    await dispatch();
    expect(await newest()).toMatchObject({ sentAt: null, dueAt: new Date(app.clock.now().getTime() + 5_000) });
    await later();
    expect(await newest()).toMatchObject({ attempts: 2, sentAt: app.clock.now() });
    expect(await tokensOf(carla)).toEqual([token]);
  });

  it('that waits while the phone gets a new owner reaches neither owner', async () => {
    const { carla, token } = await withDevice();
    await write(carla);
    await register(await signUp(app.http, 'customer'), token);
    await dispatch();
    expect(fcm.messages).toEqual([]);
    expect(await newest()).toMatchObject({ dueAt: null, sentAt: null, failure: expect.stringContaining('any more') });
  });

  it('that waits while its owner signs out is not sent afterwards', async () => {
    const { carla } = await withDevice();
    await write(carla);
    await must(carla.http.post('/auth/signout'));
    await dispatch();
    expect(fcm.messages).toEqual([]);
  });
});
