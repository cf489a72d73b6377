import { eventually } from '../support/eventually.ts';
import { must, openEveryDay, type Person, type Shop } from '../support/people.ts';
import { SocketClient } from '../support/socket-client.ts';
import { bootApp } from '../support/app.ts';
import { day, MONDAY, Visits } from '../support/visits.ts';

let visits: Visits;
let shop: Shop;
let other: Shop;
const clients: SocketClient[] = [];
beforeAll(async () => {
  visits = await Visits.open();
  [shop, other] = [await visits.shop(), await visits.shop()];
});
afterEach(() => clients.splice(0).forEach((client) => client.close()));
afterAll(() => visits.close());

const TODAY = day(1, '00:00').slice(0, 10);
const LATER = day(40, '00:00').slice(0, 10);

/** A screen that shows these days of a barber. */
function screen(of: Shop, ...dates: string[]): Promise<SocketClient> {
  return screenAt(visits.app.http.url, of, dates);
}
async function screenAt(url: string, { barberId }: Shop, dates: string[]): Promise<SocketClient> {
  const client = new SocketClient(url, { token: visits.admin.token });
  clients.push(client);
  await client.ready();
  for (const date of dates)
    expect(await client.ask('availability.watch', { barberId, date })).toEqual({ ok: true, data: {} });
  return client;
}
const heard = async (client: SocketClient) => {
  // What was sent before the ack has come before it.
  await client.ask('events.since', { seq: 0 });
  return client.named('availability.changed');
};
const put = (what: string, body: unknown, who: Person = shop) => must(who.http.put(`/barbers/me/${what}`, body));
const patch = (body: object) => must(shop.http.patch('/barbers/me', body));
const decide = (verb: string) =>
  must(visits.admin.http.post(`/admin/verifications/${shop.id}/${verb}`, { notes: 'Licence' }));
const offer = (duration: number) =>
  put(
    'services',
    shop.services.map((service) => ({ ...service, duration })),
  );
const BREAK = { startTime: '12:00', endTime: '13:00' };

describe('a screen hears that open times are others, for each day it shows and no other', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['hours', () => put('availability', openEveryDay('09:00', '17:00'))],
    ['breaks', () => put('availability', { monday: { ...openEveryDay()['monday'], breaks: [BREAK] } })],
    ['a day that is closed', () => put('exceptions', [{ date: TODAY, closed: true }])],
    ['no such day any more', () => put('exceptions', [])],
    ['how long a service takes', () => offer(60)],
    ['services that are not offered', () => put('services', [shop.services[0]])],
    ['buffers', () => patch({ buffers: { before: 5, after: 10 } })],
    ['the grid', () => patch({ slotGrid: 20 })],
    ['the zone', () => patch({ timezone: 'Asia/Tokyo' })],
    ['no place to be', () => patch({ location: null })],
    ['a place again', () => patch({ location: { type: 'Point', coordinates: [-2.5879, 51.4545] } })],
    ['an approval that is withdrawn', () => decide('reject')],
    ['an approval', () => decide('approve')],
  ])('%s', async (_what, change) => {
    const [mine, another, both] = [
      await screen(shop, TODAY),
      await screen(other, TODAY, LATER),
      await screen(shop, TODAY, LATER),
    ];
    await change();
    const days = [TODAY, LATER].map((date) => ({ barberId: shop.barberId, date }));
    await eventually(() => expect(both.named('availability.changed')).toEqual(days));
    expect(await heard(mine)).toEqual([days[0]]);
    expect(await heard(both)).toHaveLength(2);
    expect(await heard(another)).toEqual([]);
  });

  it('suspension', async () => {
    const suspended = await visits.shop();
    const client = await screen(suspended, TODAY);
    await must(visits.admin.http.patch(`/admin/users/${suspended.id}`, { suspended: true }));
    await eventually(() => expect(client.named('availability.changed')).toHaveLength(1));
    await must(visits.admin.http.patch(`/admin/users/${suspended.id}`, { suspended: false }));
    await eventually(() => expect(client.named('availability.changed')).toHaveLength(2));
  });

  it('on every node, once', async () => {
    const { MONGODB_URI, REDIS_PREFIX } = visits.app.config;
    const node = await bootApp({ MONGODB_URI, REDIS_PREFIX, ROLES: 'realtime' });
    node.clock.set(MONDAY);
    const [here, there] = [await screen(shop, TODAY), await screenAt(node.http.url, shop, [TODAY])];
    await patch({ slotGrid: 15 });
    // The second change comes after whatever the first one caused.
    await patch({ slotGrid: 20 });
    for (const client of [here, there])
      await eventually(() => expect(client.named('availability.changed').length).toBeGreaterThan(1));
    for (const client of [here, there]) expect(await heard(client)).toHaveLength(2);
    await node.stop();
  });

  it('time off, and that it is over: for the days on which it is', async () => {
    const client = await screen(other, TODAY, LATER);
    const [startAt, endAt] = [day(1, '10:00'), day(1, '11:00')];
    const { body } = await must(other.http.post('/barbers/me/time-off', { startAt, endAt }));
    const changed = { barberId: other.barberId, date: TODAY };
    expect(await heard(client)).toEqual([changed]);
    await must(other.http.delete(`/barbers/me/time-off/${body.id}`));
    expect(await heard(client)).toEqual([changed, changed]);
  });
});

describe('a screen hears nothing', () => {
  it('of what changes no open time', async () => {
    const client = await screen(shop, TODAY);
    await patch({ name: 'Another name', bio: 'Hello', address: '3 Broad Street', requestMode: 'instant' });
    await put('online', { isOnline: true });
    const { services, availability } = (await must(shop.http.get('/barbers/me'))).body;
    await put(
      'services',
      services.map(({ name: _name, price, ...service }: any) => ({ ...service, price: { ...price, amount: 9_900 } })),
    );
    await put('availability', availability);
    expect(await heard(client)).toEqual([]);
  });

  it('of what fails half-way', async () => {
    const client = await screen(shop, TODAY);
    const { http } = visits.admin;
    const path = `/admin/verifications/${shop.id}/reject`;
    // The answer is stored last in the same transaction.
    const work = () => http.with({ 'idempotency-key': 'half-way' }).post(path, { notes: 'Licence' });
    expect(await visits.refusing('idempotency', work, { state: 'running' })).toMatchObject({ status: 500 });
    expect((await must(shop.http.get('/barbers/me'))).body).toMatchObject({ bookable: true });
    expect(await heard(client)).toEqual([]);
  });

  it('of a day it shows no more', async () => {
    const client = await screen(shop, TODAY, LATER);
    await client.ask('availability.unwatch', { barberId: shop.barberId, date: TODAY });
    await patch({ slotGrid: 60 });
    expect(await heard(client)).toEqual([{ barberId: shop.barberId, date: LATER }]);
  });
});
