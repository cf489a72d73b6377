import { OutboxRelay } from '../../src/jobs/outbox.relay.ts';
import { bootApp, type TestApp } from '../support/app.ts';
import { eventually } from '../support/eventually.ts';
import { must, openShop, signUp, signUpAdmin } from '../support/people.ts';
import { TcpLink } from '../support/tcp-link.ts';

let link: TcpLink;
let app: TestApp;
beforeAll(async () => {
  link = await TcpLink.open(process.env.TEST_REDIS_URL!);
  app = await bootApp({ REDIS_URL: link.url });
});

const notificationsOf = (userId: string) => app.db.collection('notifications').countDocuments({ userId });

it('while Redis is away bookings go on, and what they caused comes when it is back', async () => {
  const shop = await openShop(app, await signUpAdmin(app));
  const customer = await signUp(app.http, 'customer');
  await eventually(async () => expect(await notificationsOf(customer.id)).toBeGreaterThan(0));
  const before = await notificationsOf(shop.id);
  await link.cut();
  expect((await app.http.get('//health/ready')).body).toMatchObject({ redis: 'down', mongodb: 'up' });
  const from = new Date(Date.now() + 86_400_000).toISOString();
  const to = new Date(Date.now() + 2 * 86_400_000).toISOString();
  const { body } = await must(app.http.get(`/barbers/${shop.barberId}/availability?from=${from}&to=${to}`));
  await must(
    customer.http.post('/bookings', {
      barberId: shop.barberId,
      serviceIds: [shop.services[0]!.serviceId],
      startAt: body.slots[0].startAt,
      paymentMethod: 'in_person',
    }),
  );
  expect(await notificationsOf(shop.id)).toBe(before);
  await link.mend();
  await eventually(async () => expect(await notificationsOf(shop.id)).toBeGreaterThan(before));
});

it('a node can be stopped while Redis is away', async () => {
  await link.cut();
  await signUp(app.http, 'customer');
  // In the middle of queueing what Redis will not take.
  app.get(OutboxRelay)['relay'].nudge();
  await app.close();
});
