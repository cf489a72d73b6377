import { bootApp, type TestApp } from '../../../../test/support/app.ts';
import { must, PASSWORD, signUp, type Person } from '../../../../test/support/people.ts';
import { UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { DeliveriesService } from '../../notify/deliveries/deliveries.service.ts';
import { WarningsService } from './warnings.service.ts';

/** No worker runs, so that a test itself says when a warning is sent. */
const boot = async (settings: Record<string, string> = {}) => {
  app = await bootApp({ ROLES: 'api', ...settings });
};
let app: TestApp;
beforeAll(() => boot());
afterAll(() => app.close());

let serial = 0;
async function signedIn(carla: Person) {
  const { body } = await must(app.http.post('/auth/signin', { email: carla.email, password: PASSWORD }));
  const http = app.http.as(body.accessToken);
  const token = `push-token-${++serial}`;
  await must(http.post('/me/devices', { token, platform: 'ios' }));
  const { items } = (await must(http.get('/auth/sessions'))).body;
  return { http, token, sessionId: items.find(({ current }: any) => current).id as string };
}
const warn = (userId: string, sessionId: string) =>
  app.get(UnitOfWork).run(() =>
    app.get(WarningsService).send('new-device', {
      at: app.clock.now(),
      payload: { userId, sessionId, device: 'an iPhone or iPad', place: '81.2.69.0/24' },
    }),
  );
/** Channel and address of the warnings about new devices, newest first. */
const written = async () =>
  (await app.get(DeliveriesService).inbox({ limit: 50 }))
    .filter(({ template }) => template === 'new-device')
    .map(({ channel, to }) => [channel, to]);

it('a warning about a new device goes to the email address and the other devices, not to the new device', async () => {
  const carla = await signUp(app.http, 'customer');
  const [phone, tablet, stranger] = [await signedIn(carla), await signedIn(carla), await signedIn(carla)];
  await signedIn(await signUp(app.http, 'customer'));
  await warn(carla.id, stranger.sessionId);
  const [push] = await app.get(DeliveriesService).inbox({ to: phone.token, limit: 1 });
  expect(push).toMatchObject({ channel: 'push', subject: expect.any(String), text: expect.stringContaining('iPhone') });
  expect(push).not.toHaveProperty('html');
  expect(await written()).toEqual([
    ['push', phone.token],
    ['push', tablet.token],
    ['email', carla.email],
  ]);
});

it('a warning goes to devices even when the user has switched off push messages', async () => {
  const carla = await signUp(app.http, 'customer');
  const [phone, stranger] = [await signedIn(carla), await signedIn(carla)];
  await must(carla.http.patch('/me', { preferences: { notifications: { push: false, email: false } } }));
  await warn(carla.id, stranger.sessionId);
  expect((await written()).slice(0, 2)).toEqual([
    ['push', phone.token],
    ['email', carla.email],
  ]);
});

it('no push message is written in production when no provider could send the message', async () => {
  await app.close();
  await boot({ NODE_ENV: 'production', PASSWORD_HASH_ROUNDS: '12', RATE_LIMITS: 'off' });
  const carla = await signUp(app.http, 'customer');
  const [, stranger] = [await signedIn(carla), await signedIn(carla)];
  await warn(carla.id, stranger.sessionId);
  expect(await written()).toEqual([['email', carla.email]]);
});
