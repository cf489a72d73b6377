import { bootApp, type TestApp } from '../support/app.ts';
import { eventually } from '../support/eventually.ts';
import { must, type Shop } from '../support/people.ts';
import { SocketClient } from '../support/socket-client.ts';
import { TcpLink } from '../support/tcp-link.ts';
import { MONDAY, Visits } from '../support/visits.ts';

/** A node that only answers HTTP, and one that only has sockets, whose way to Redis can be cut. */
let visits: Visits;
let sockets: TestApp;
let link: TcpLink;
let shop: Shop;
const clients: SocketClient[] = [];
beforeAll(async () => {
  visits = await Visits.open({ ROLES: 'api', SESSION_CACHE_SECONDS: '1' });
  link = await TcpLink.open(process.env.TEST_REDIS_URL!);
  sockets = await bootApp({
    MONGODB_URI: visits.app.config.MONGODB_URI,
    REDIS_PREFIX: visits.app.config.REDIS_PREFIX,
    REDIS_URL: link.url,
    ROLES: 'realtime',
    SOCKET_LATEST_INTERVAL_MS: '1000000',
    SOCKET_SESSIONS_INTERVAL_MS: '100',
  });
  sockets.clock.set(MONDAY);
  shop = await visits.shop();
});
afterEach(() => clients.splice(0).forEach((client) => client.close()));
afterAll(async () => {
  await sockets.stop();
  await link.cut();
  await visits.close();
});

const connect = ({ token }: { token: string }, since?: number) => {
  const client = new SocketClient(sockets.http.url, { token, since });
  clients.push(client);
  return client.ready();
};
const seqs = (client: SocketClient) => client.durable().map(({ seq }) => seq);

it('a booking made on one node reaches the sockets of another', async () => {
  const carla = await visits.customer();
  const [customer, barber] = [await connect(carla), await connect(shop)];
  const booking = await visits.booked(carla, shop);
  for (const client of [customer, barber])
    await eventually(() => expect(client.durable().map(({ data }) => data.id)).toContain(booking.id));
});

it('other hours that are stored on one node reach the screens of another, once for each day', async () => {
  const screen = await connect(await visits.customer());
  const days = ['2035-03-06', '2035-04-06'].map((date) => ({ barberId: shop.barberId, date }));
  for (const day of days) expect(await screen.ask('availability.watch', day)).toMatchObject({ ok: true });
  await must(shop.http.patch('/barbers/me', { slotGrid: 30 }));
  await eventually(() => expect(screen.named('availability.changed')).toEqual(days));
});

it('what was published while a node was cut off is noticed when it is back, and then asked for', async () => {
  const carla = await visits.customer();
  const client = await connect(carla);
  const first = await visits.booked(carla, shop);
  await eventually(() => expect(seqs(client)).toEqual([1]));
  await link.cut();
  await visits.did(carla, 'cancel', first);
  await visits.booked(carla, shop);
  expect(seqs(client)).toEqual([1]);
  await link.mend();
  await eventually(() => expect(client.named('events.latest')).toContainEqual({ seq: 3 }));
  const { data } = await client.ask('events.since', { seq: 1 });
  expect(data).toMatchObject({ events: [{ seq: 2 }, { seq: 3 }], more: false, latest: 3, complete: true });
  await visits.booked(carla, shop);
  await eventually(() => expect(seqs(client)).toContain(4));
});

it('a session that ends on one node ends its sockets on another, even when that one is cut off', async () => {
  const [carla, paul] = [await visits.customer(), await visits.customer()];
  const [hers, his] = [await connect(carla), await connect(paul)];
  await must(carla.http.post('/auth/signout'));
  await eventually(() => expect(hers.ended).toBe('io server disconnect'));
  await link.cut();
  await must(paul.http.post('/auth/signout'));
  await eventually(() => expect(his.ended).toBe('io server disconnect'));
  await link.mend();
});
