import { must, type Person, type Shop } from '../support/people.ts';
import { SocketClient } from '../support/socket-client.ts';
import { eventually } from '../support/eventually.ts';
import { refusal, Visits } from '../support/visits.ts';

let visits: Visits;
let shop: Shop;
const clients: SocketClient[] = [];
beforeAll(async () => {
  visits = await Visits.open({ SOCKETS_PER_USER: '5', REFRESH_TOKEN_TTL_DAYS: '10000' });
  shop = await visits.shop();
});
afterEach(() => clients.splice(0).forEach((client) => client.close()));
afterAll(() => visits.close());

const open = (person: Pick<Person, 'token'>, since?: number): SocketClient => {
  const client = new SocketClient(visits.app.http.url, { token: person.token, ...(since !== undefined && { since }) });
  clients.push(client);
  return client;
};
const connect = (person: Pick<Person, 'token'>, since?: number) => open(person, since).ready();
const seqs = (client: SocketClient) => client.durable().map(({ seq }) => seq);
const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

describe('a booking', () => {
  it('is told to both parties at every change, each in the own view, in order and without a gap', async () => {
    const carla = await visits.customer('Carla');
    const [customer, barber] = [await connect(carla), await connect(shop)];
    const booking = await visits.accepted(carla, shop);
    await visits.did(shop, 'start', booking);
    const statuses = (client: SocketClient) =>
      client
        .durable()
        .filter(({ data }) => data.id === booking.id)
        .map(({ data }) => data.status);
    await eventually(() => expect(statuses(customer)).toEqual(['requested', 'accepted', 'in_progress']));
    await eventually(() => expect(statuses(barber)).toEqual(['requested', 'accepted', 'in_progress']));
    expect(seqs(customer)).toEqual([...seqs(customer)].sort((a, b) => a - b));
    const [asCustomer, asBarber] = [customer, barber].map((one) =>
      one.durable().find(({ data }) => data.id === booking.id)!,
    );
    expect(asCustomer!.data.actions).toEqual(['reschedule', 'cancel']);
    expect(asBarber!.data.actions).toEqual(['accept', 'decline', 'reschedule', 'cancel']);
  });

  it('is told to nobody else', async () => {
    const [carla, stranger] = [await visits.customer(), await connect(await visits.customer())];
    const booking = await visits.booked(carla, shop);
    await connect(carla);
    expect(stranger.durable().filter(({ data }) => data.id === booking.id)).toEqual([]);
  });

  it('is watched by an admin, who hears that it changed and nothing of it, until he looks away', async () => {
    const carla = await visits.customer();
    const [looking, away] = [await connect(visits.admin), await connect(visits.admin)];
    const booking = await visits.booked(carla, shop);
    expect(await looking.ask('booking.watch', { bookingId: booking.id })).toEqual({ ok: true, data: {} });
    await visits.did(shop, 'accept', booking);
    const changed = { bookingId: booking.id, version: 2 };
    await eventually(() => expect(looking.named('booking.changed')).toEqual([changed]));
    expect(await looking.ask('booking.unwatch', { bookingId: booking.id })).toEqual({ ok: true, data: {} });
    await visits.did(shop, 'start', booking);
    await looking.ask('events.since', { seq: 0 });
    expect(looking.named('booking.changed')).toEqual([changed]);
    expect([...away.named('booking.changed'), ...looking.named('booking.updated')]).toEqual([]);
  });

  it('that fails half-way is told to nobody', async () => {
    const carla = await visits.customer();
    const customer = await connect(carla);
    await visits.refusing('outbox', async () => expect((await visits.book(carla, shop)).status).toBe(500));
    expect(customer.durable().filter(({ name }) => name === 'booking.updated')).toEqual([]);
    expect((await must(carla.http.get('/events'))).body.events.map(({ name }: any) => name)).not.toContain(
      'booking.updated',
    );
  });
});

describe('who was away', () => {
  it('gets exactly what was missed, before ready', async () => {
    const carla = await visits.customer();
    const booking = await visits.accepted(carla, shop);
    await visits.did(carla, 'cancel', booking);
    const latest = async () => (await must(carla.http.get('/events'))).body.latest;
    // Requested, accepted, cancelled; welcome and the notice of being accepted come from the worker.
    await eventually(async () => expect(await latest()).toBe(5));
    const all = await connect(carla, 0);
    expect(seqs(all)).toEqual(upTo(5));
    expect(all.heard.at(-1)).toEqual({ name: 'ready', data: { latest: 5 } });
    expect(seqs(await connect(carla, 3))).toEqual([4, 5]);
    expect(seqs(await connect(carla, 5))).toEqual([]);
    expect(seqs(await connect(carla))).toEqual([]);
  });

  it('hears the same over HTTP and by asking, and what was trimmed is said to be missing', async () => {
    const carla = await visits.customer();
    await visits.booked(carla, shop);
    const rows = () => visits.app.db.collection<any>('feed_messages').find({ userId: carla.id }).toArray();
    await eventually(async () => expect(await rows()).toHaveLength(2));
    const client = await connect(carla);
    const { body } = await must(carla.http.get('/events?since=1'));
    expect(body).toMatchObject({ events: [{ seq: 2 }], more: false, latest: 2, complete: true });
    expect(await client.ask('events.since', { seq: 1 })).toEqual({ ok: true, data: body });
    await visits.app.db.collection<any>('feed_messages').deleteOne({ userId: carla.id, seq: 1 });
    expect((await must(carla.http.get('/events?since=0'))).body).toMatchObject({
      events: [{ seq: 2 }],
      complete: false,
    });
    await visits.app.db.collection<any>('feed_messages').deleteMany({ userId: carla.id });
    expect((await must(carla.http.get('/events?since=1'))).body).toEqual({
      events: [],
      more: false,
      latest: 2,
      complete: false,
    });
  });

  it('and asks for nonsense is told so', async () => {
    const carla = await visits.customer();
    for (const since of ['-1', 'x', '1.5'])
      expect(refusal(await carla.http.get(`/events?since=${since}`))[0]).toBe(400);
    const client = await connect(carla);
    for (const data of [undefined, null, 7, {}, { seq: '1' }, { seq: -1 }, { seq: 1, more: 1 }])
      expect(await client.ask('events.since', data)).toMatchObject({ ok: false, error: { code: 'validation-failed' } });
    expect(await client.ask('no.such.message', {})).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });
});

describe('an open screen', () => {
  it('hears that a slot is gone, and that it is open again', async () => {
    const [watcher, carla] = [await connect(await visits.customer()), await visits.customer()];
    const startAt = visits.nextStart();
    const date = startAt.slice(0, 10);
    expect(await watcher.ask('availability.watch', { barberId: shop.barberId, date })).toEqual({ ok: true, data: {} });
    const booking = await visits.booked(carla, shop, { startAt });
    await eventually(() => expect(watcher.named('availability.changed')).toEqual([{ barberId: shop.barberId, date }]));
    await visits.did(carla, 'cancel', booking);
    await eventually(() => expect(watcher.named('availability.changed')).toHaveLength(2));
    await watcher.ask('availability.unwatch', { barberId: shop.barberId, date });
    await visits.booked(carla, shop, { startAt });
    await watcher.ask('events.since', { seq: 0 });
    expect(watcher.named('availability.changed')).toHaveLength(2);
  });
});

describe('a socket', () => {
  it('ends with the session, by sign-out and by suspension', async () => {
    const [carla, paul] = [await visits.customer(), await visits.customer()];
    const [hers, his] = [await connect(carla), await connect(paul)];
    await must(carla.http.post('/auth/signout'));
    await must(visits.admin.http.patch(`/admin/users/${paul.id}`, { suspended: true }));
    for (const client of [hers, his]) {
      await eventually(() => expect(client.ended).toBe('io server disconnect'));
      expect(client.named('problem')).toMatchObject([{ code: 'unauthenticated' }]);
    }
  });

  it('lives until the end of its token, or of the one it was given since', async () => {
    const [carla, paul] = [await visits.customer(), await visits.customer()];
    const [hers, his] = [await connect(carla), await connect(paul)];
    visits.app.clock.advance(50_000_000_000);
    const again = await visits.app.http.post('/auth/signin', { email: carla.email, password: 'Correct-horse-1' });
    const refreshed = await hers.ask('session.refresh', { token: again.body.accessToken });
    expect(refreshed).toMatchObject({ ok: true });
    visits.app.clock.advance(51_000_000_000);
    await eventually(() => expect(his.ended).toBe('io server disconnect'));
    expect(hers.ended).toBeUndefined();
    visits.app.clock.set('2035-03-05T08:00:00.000Z');
  });

  it('is not kept open by the token of somebody else', async () => {
    const [carla, paul] = [await visits.customer(), await visits.customer()];
    const client = await connect(carla);
    expect(await client.ask('session.refresh', { token: paul.token })).toMatchObject({
      ok: false,
      error: { status: 403 },
    });
    expect(await client.ask('session.refresh', { token: 'x' })).toMatchObject({ ok: false, error: { status: 401 } });
  });

  it('is one of a few per user', async () => {
    const carla = await visits.customer();
    for (let i = 0; i < 5; i++) await connect(carla);
    const sixth = open(carla);
    await eventually(() => expect(sixth.ended).toBe('io server disconnect'));
    expect(sixth.named('problem')).toMatchObject([{ code: 'too-many-requests' }]);
  });

  it('that floods is told so, then cut, and the others notice nothing', async () => {
    const [flooder, other] = [await connect(await visits.customer()), await connect(await visits.customer())];
    const answers: any[] = [];
    for (let i = 0; i < 1_000; i++)
      flooder.socket.emit('events.since', { seq: 0 }, (answer: unknown) => answers.push(answer));
    await eventually(() => expect(flooder.ended).toBe('io server disconnect'));
    expect(answers.filter(({ ok }) => !ok)[0]).toMatchObject({ error: { code: 'too-many-requests' } });
    expect(await other.ask('events.since', { seq: 0 })).toMatchObject({ ok: true });
  });
});
