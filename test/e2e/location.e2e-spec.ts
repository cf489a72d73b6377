import type { Socket as TcpSocket } from 'node:net';
import { Redis } from 'ioredis';
import { loadConfig } from '../../src/common/config/config.ts';
import { RealtimeBus } from '../../src/common/realtime/realtime-bus.ts';
import { rooms } from '../../src/common/realtime/rooms.ts';
import { listening } from '../support/app.ts';
import { eventually } from '../support/eventually.ts';
import type { Person, Shop } from '../support/people.ts';
import { SocketClient } from '../support/socket-client.ts';
import { AT_HOME, MONDAY, SHOP_OF_BOTH_KINDS, Visits } from '../support/visits.ts';

let visits: Visits;
let shop: Shop;
let carla: Person;
let redis: Redis;
const clients: SocketClient[] = [];
beforeAll(async () => {
  visits = await Visits.open();
  shop = await visits.shop(SHOP_OF_BOTH_KINDS);
  redis = new Redis(visits.app.config.REDIS_URL);
});
beforeEach(async () => {
  visits.app.clock.set(MONDAY);
  carla = await visits.customer('Carla');
});
afterEach(async () => {
  clients.splice(0).forEach((client) => client.close());
  for (const key of await keys()) await redis.del(key);
});
afterAll(async () => {
  redis.disconnect();
  await visits.close();
});

const connect = async (person: Pick<Person, 'token'>, url = visits.app.http.url) => {
  const client = new SocketClient(url, { token: person.token });
  clients.push(client);
  return client.ready();
};
const [HOME_LNG, HOME_LAT] = AT_HOME.coordinates as [number, number];
/** A position so many kilometres south of the customer's door. */
const south = (kilometres: number) => ({ lat: Number((HOME_LAT - kilometres / 111.3).toFixed(6)), lng: HOME_LNG });
const now = () => visits.app.clock.now().toISOString();
const keys = () => redis.keys(`${visits.app.config.REDIS_PREFIX}:location:*`);

const homeVisit = (customer = carla) => visits.accepted(customer, shop, { location: AT_HOME });
const departed = async (customer = carla) => visits.did(shop, 'depart', await homeVisit(customer));

/** A journey under way: the customer watches, the barber shares. */
async function shared(customer = carla) {
  const { id } = await departed(customer);
  const [watcher, driver] = [await connect(customer), await connect(shop)];
  expect(await watcher.ask('booking.watch', { bookingId: id })).toEqual({ ok: true, data: {} });
  expect(await driver.ask('location.share', { bookingId: id })).toMatchObject({ ok: true });
  return { id, watcher, driver };
}

/** Ten seconds later the barber is there. */
async function report(driver: SocketClient, bookingId: string, position: object, more: object = {}) {
  visits.app.clock.advance(10_000);
  return driver.ask('location.report', { bookingId, ...position, at: now(), ...more });
}

/** As if the message to the nodes that follows a change had been lost. */
async function completeUnheard(id: string): Promise<void> {
  const bookings = visits.app.db.collection<{ _id: string }>('bookings');
  await bookings.updateOne({ _id: id }, { $set: { status: 'completed' } });
  visits.app.clock.advance(1_000);
}

/** By a client that reads nothing, so no ack either. */
async function lookAwayUnacked(bookingId: string, watcher: SocketClient): Promise<void> {
  watcher.socket.emit('booking.unwatch', { bookingId });
  const isWatched = () => visits.app.get(RealtimeBus).isOccupied(rooms.journey(bookingId));
  await eventually(async () => expect(await isWatched()).toBe(false));
}

const refused = (status: number, code?: string) => ({ ok: false, error: { status, ...(code && { code }) } });
const NOT_SHARED = refused(409, 'location-not-shared');
const fixes = (client: SocketClient) => client.named('location.updated');

describe('a barber on the way', () => {
  it('is seen on every device of the customer, on two nodes, and arrives sooner and sooner', async () => {
    const { id, watcher, driver } = await shared();
    const other = await secondNode();
    const [tablet, own] = [await connect(carla, other.url), await connect(shop)];
    for (const client of [tablet, own]) await client.ask('booking.watch', { bookingId: id });
    for (const kilometres of [3, 2.5, 2])
      expect(await report(driver, id, { ...south(kilometres), heading: 2, speed: 12 })).toEqual({
        ok: true,
        data: { everySeconds: 5, accepted: true },
      });
    const last = { bookingId: id, ...south(2), heading: 2, at: now() };
    for (const client of [watcher, tablet, own]) {
      await eventually(() => expect(fixes(client).at(-1)).toEqual(last));
      await eventually(() => expect(client.named('eta.updated').length).toBeGreaterThan(1));
      const etas = client.named('eta.updated');
      expect(etas.at(-1).etaSeconds).toBeLessThan(etas[0].etaSeconds);
      for (const { etaSeconds, p90Seconds } of etas) expect(p90Seconds).toBeGreaterThan(etaSeconds);
    }
    await other.close();
  });

  it('is told to report the oftener the closer, and hardly while nobody looks', async () => {
    const { id, watcher, driver } = await shared();
    const pace = async (kilometres: number) => (await report(driver, id, south(kilometres))).data.everySeconds;
    expect([await pace(6), await pace(5.5), await pace(4.9)]).toEqual([10, 10, 5]);
    visits.app.clock.advance(50_000);
    expect(await pace(0.9)).toBe(2);
    await watcher.ask('booking.unwatch', { bookingId: id });
    expect(await pace(0.8)).toBe(15);
    await watcher.ask('events.since', { seq: 0 });
    expect(fixes(watcher)).toHaveLength(4);
  });

  it('is shown at once to who begins to watch', async () => {
    const { id, driver } = await shared();
    await report(driver, id, south(2));
    const late = await connect(carla);
    expect(await late.ask('booking.watch', { bookingId: id })).toEqual({
      ok: true,
      data: {
        fix: { ...south(2), at: now() },
        eta: { etaSeconds: expect.any(Number), p90Seconds: expect.any(Number) },
      },
    });
  });

  it('leaves no trail: one key that runs out, and nothing in the database', async () => {
    const { id, driver } = await shared();
    let phone = driver;
    for (let i = 0; i < 20; i++) {
      // Another phone every five: one alone would report faster than it may.
      if (i && i % 5 === 0) phone = await connect(shop);
      expect(await report(phone, id, { lat: Number((51.423456 + i / 1e5).toFixed(6)), lng: -2.612345 })).toMatchObject({
        data: { accepted: true },
      });
    }
    const [key, ...others] = await keys();
    expect([key, others]).toEqual([`${visits.app.config.REDIS_PREFIX}:location:${id}`, []]);
    expect(JSON.parse((await redis.get(key!))!)).toEqual({ fix: { lat: 51.423646, lng: -2.612345, at: now() } });
    const seconds = await redis.ttl(key!);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(visits.app.config.LOCATION_TTL_SECONDS);
    for (const { collectionName } of await visits.app.db.collections())
      expect(JSON.stringify(await visits.app.db.collection(collectionName).find().toArray())).not.toMatch(
        /51\.4234|51\.4235|51\.4236|2\.612345/,
      );
    await visits.did(shop, 'start', { id });
    await eventually(async () => expect(await keys()).toEqual([]));
  });

  it('who was silent until the key ran out shares anew', async () => {
    const { id, driver } = await shared();
    await report(driver, id, south(2));
    await redis.pexpire(`${visits.app.config.REDIS_PREFIX}:location:${id}`, 0);
    expect(await report(driver, id, south(2))).toMatchObject(NOT_SHARED);
    expect(await driver.ask('location.share', { bookingId: id })).toMatchObject({ ok: true });
    expect(await report(driver, id, south(2))).toMatchObject({ ok: true, data: { accepted: true } });
  });
});

describe('nobody hears where the barber is', () => {
  it('before he departs', async () => {
    const { id } = await homeVisit();
    const [watcher, driver] = [await connect(carla), await connect(shop)];
    expect(await watcher.ask('booking.watch', { bookingId: id })).toEqual({ ok: true, data: {} });
    expect(await driver.ask('location.share', { bookingId: id })).toMatchObject(NOT_SHARED);
    expect(await report(driver, id, south(2))).toMatchObject(NOT_SHARED);
    expect(await keys()).toEqual([]);
    await visits.did(shop, 'depart', { id });
    expect(await report(driver, id, south(2))).toMatchObject(NOT_SHARED);
    await driver.ask('location.share', { bookingId: id });
    expect(await report(driver, id, south(2))).toMatchObject({ ok: true });
    await eventually(() => expect(fixes(watcher)).toHaveLength(1));
  });

  it.each([
    ['start', () => shop],
    ['no-show', () => shop],
    ['cancel', () => carla],
    ['cancel', () => visits.admin],
    ['reschedule', () => shop],
  ] as const)('after %s', async (verb, who) => {
    const { id, watcher, driver } = await shared();
    await report(driver, id, south(2));
    await eventually(() => expect(fixes(watcher)).toHaveLength(1));
    await visits.did(who(), verb, { id }, verb === 'reschedule' ? { startAt: visits.nextStart() } : undefined);
    await eventually(async () => expect(await keys()).toEqual([]));
    expect(await report(driver, id, south(1.9))).toMatchObject(NOT_SHARED);
    expect(await driver.ask('location.share', { bookingId: id })).toMatchObject(NOT_SHARED);
    expect(await watcher.ask('booking.watch', { bookingId: id })).toEqual({ ok: true, data: {} });
    expect(fixes(watcher)).toHaveLength(1);
    expect(await keys()).toEqual([]);
  });

  it.each<[string, (id: string, driver: SocketClient, watcher: SocketClient) => unknown]>([
    ['start', (id) => visits.did(shop, 'start', { id })],
    ['he stops', (bookingId, driver) => driver.ask('location.stop', { bookingId })],
    ['a change of which the message was lost', (id) => completeUnheard(id)],
    ['the customer looks away', (id, _driver, watcher) => lookAwayUnacked(id, watcher)],
  ])('after %s, even when his last position comes late to a customer who reads slowly', async (_what, end) => {
    const { id, watcher, driver } = await shared();
    await report(driver, id, south(2));
    await eventually(() => expect(fixes(watcher)).toHaveLength(1));
    const bus = visits.app.get(RealtimeBus);
    const { ws } = watcher.socket.io.engine.transport as unknown as { ws: { _socket: TcpSocket } };
    ws._socket.pause();
    const ballast = { type: 'about:blank', title: '', status: 400, code: 'ballast', detail: 'x'.repeat(1_000_000) };
    for (let i = 0; i < 20; i++) bus.emit(rooms.user(carla.id), 'problem', ballast);
    expect(await report(driver, id, south(1.9))).toMatchObject({ data: { accepted: true } });
    await end(id, driver, watcher);
    bus.tellNodes('journey', { bookingId: id, name: 'location.updated', data: { ...south(1.8), at: now() } });
    ws._socket.resume();
    await eventually(() => expect(watcher.named('problem')).toHaveLength(20));
    for (let i = 0; i < 2; i++) await watcher.ask('events.since', { seq: 0 });
    expect(fixes(watcher)).toHaveLength(1);
  });

  it('after a change of which the message to the nodes was lost', async () => {
    const { id, watcher, driver } = await shared();
    await report(driver, id, south(2));
    await completeUnheard(id);
    expect(await report(driver, id, south(1.9))).toMatchObject(NOT_SHARED);
    expect(await keys()).toEqual([]);
    expect(await watcher.ask('booking.watch', { bookingId: id })).toEqual({ ok: true, data: {} });
    expect(fixes(watcher)).toHaveLength(1);
  });

  it('after he stops, until he shares again', async () => {
    const { id, watcher, driver } = await shared();
    await report(driver, id, south(2));
    expect(await driver.ask('location.stop', { bookingId: id })).toEqual({ ok: true, data: {} });
    expect(await keys()).toEqual([]);
    expect(await report(driver, id, south(2))).toMatchObject(NOT_SHARED);
    await driver.ask('location.share', { bookingId: id });
    await report(driver, id, south(1.8));
    await eventually(() => expect(fixes(watcher)).toHaveLength(2));
  });

  it('who is not a party: strangers and other barbers find nothing, and an admin not the journey', async () => {
    const { id, driver } = await shared();
    await report(driver, id, south(2));
    for (const person of [await visits.customer(), await visits.shop(), visits.admin]) {
      const client = await connect(person);
      const answer = await client.ask('booking.watch', { bookingId: id });
      if (person === visits.admin) expect(answer).toEqual({ ok: true, data: {} });
      else expect(answer).toMatchObject(refused(404));
      for (const message of ['location.share', 'location.stop'])
        expect(await client.ask(message, { bookingId: id })).toMatchObject(refused(404));
      expect(await report(client, id, south(1))).toMatchObject(refused(404));
      await report(driver, id, south(2));
      expect(fixes(client)).toEqual([]);
    }
    expect(await driver.ask('booking.watch', { bookingId: '0'.repeat(24) })).toMatchObject(refused(404));
  });

  it('from the customer, who does not report', async () => {
    const { id, watcher } = await shared();
    expect(await report(watcher, id, south(1))).toMatchObject(refused(403));
    for (const message of ['location.share', 'location.stop'])
      expect(await watcher.ask(message, { bookingId: id })).toMatchObject(refused(403));
  });
});

describe('a report', () => {
  it('that cannot be true is dropped', async () => {
    const { id, watcher, driver } = await shared();
    expect(await report(driver, id, south(4))).toMatchObject({ data: { accepted: true } });
    const seconds = (count: number) => new Date(visits.app.clock.now().getTime() + count * 1_000).toISOString();
    for (const impossible of [
      { ...south(3.2), at: seconds(10) },
      { ...south(4), at: seconds(-1) },
      { ...south(4), at: seconds(61) },
    ])
      expect(await driver.ask('location.report', { bookingId: id, ...impossible })).toEqual({
        ok: true,
        data: { everySeconds: 5, accepted: false },
      });
    expect(await report(driver, id, south(3.5))).toMatchObject({ data: { accepted: true } });
    await eventually(() => expect(fixes(watcher)).toHaveLength(2));
    expect(fixes(watcher).map(({ lat }) => lat)).toEqual([south(4).lat, south(3.5).lat]);
  });

  it('that is malformed is told so', async () => {
    const { id, watcher } = await shared();
    const good = { bookingId: id, ...south(1), at: now() };
    for (const bad of [
      { lat: NaN },
      { lat: 91 },
      { lat: '51' },
      { lng: -181 },
      { heading: 361 },
      { speed: -1 },
      { at: 'soon' },
      { at: 7 },
      { bookingId: 'x' },
      { trail: [] },
    ]) {
      const client = await connect(shop);
      expect(await client.ask('location.report', { ...good, ...bad })).toMatchObject(refused(400, 'validation-failed'));
      client.close();
    }
    expect(await watcher.ask('booking.watch', { bookingId: id, more: 1 })).toMatchObject(refused(400));
    expect(fixes(watcher)).toEqual([]);
  });
});

/** Another node on the same databases, with sockets only. */
async function secondNode() {
  const config = loadConfig({
    ...{ NODE_ENV: 'test', LOG_LEVEL: 'silent', PORT: '0', HOST: '127.0.0.1', ROLES: 'realtime' },
    MONGODB_URI: visits.app.config.MONGODB_URI,
    REDIS_URL: visits.app.config.REDIS_URL,
    REDIS_PREFIX: visits.app.config.REDIS_PREFIX,
    JWT_SECRET: visits.app.config.JWT_SECRET,
  });
  const node = await listening(config, { clock: visits.app.clock });
  return { url: (await node.getUrl()).replace('[::1]', '127.0.0.1'), close: () => node.close() };
}
