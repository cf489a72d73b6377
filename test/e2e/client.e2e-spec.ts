import { createHash } from 'node:crypto';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import {
  GromeClient,
  GromeError,
  Live,
  MemoryKeep,
  Unreachable,
  unwrap,
  type GromeOptions,
  type State,
} from '@grome/client';
import { eventually } from '../support/eventually.ts';
import { PASSWORD, type Person, type Shop } from '../support/people.ts';
import { TcpLink } from '../support/tcp-link.ts';
import { Visits } from '../support/visits.ts';

/** `@grome/client` as an app uses it, over a network that can be cut. */
let visits: Visits;
let shop: Shop;
let network: TcpLink;
const open: GromeClient[] = [];
/** Agrees to speak WebSocket, and hangs up. */
function hangUp(near: Socket, request: Buffer): void {
  const key = /sec-websocket-key: (.+)\r\n/i.exec(request.toString())![1]!;
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  const head = ['HTTP/1.1 101 Switching Protocols', 'upgrade: websocket', 'connection: upgrade'];
  near.end(`${head.join('\r\n')}\r\nsec-websocket-accept: ${accept}\r\n\r\n`);
}
beforeAll(async () => {
  visits = await Visits.open({ SOCKETS_PER_USER: '50', REFRESH_TOKEN_TTL_DAYS: '10000' });
  shop = await visits.shop();
});
beforeEach(async () => (network = await TcpLink.open(visits.app.http.url)));
afterEach(async () => {
  open.splice(0).forEach((client) => client.close());
  await network.cut().catch(() => undefined);
});
afterAll(() => visits.close());

async function app(options: Partial<GromeOptions> = {}): Promise<GromeClient> {
  const client = await GromeClient.open({ url: network.url, backOff: { first: 50, longest: 200 }, ...options });
  open.push(client);
  return client;
}

async function signedIn(person: Pick<Person, 'email'>, options?: Partial<GromeOptions>): Promise<GromeClient> {
  const client = await app(options);
  await client.session.signIn({ email: person.email, password: PASSWORD });
  return client;
}

/** Statuses of a booking in the order in which the app was told. */
function statusesOn({ live }: GromeClient): string[] {
  const told: string[] = [];
  live.on('booking.updated', ({ status }) => told.push(status));
  return told;
}
const visit = (startAt = visits.nextStart()) => ({
  body: {
    barberId: shop.barberId,
    serviceIds: [shop.services[0]!.serviceId],
    startAt,
    paymentMethod: 'in_person' as const,
  },
});
const bookingsOf = (customerId: string) => visits.app.db.collection('bookings').countDocuments({ customerId });

describe('requests', () => {
  it('are typed by the document, and a refusal is a problem', async () => {
    const carla = await signedIn(await visits.customer('Carla'));
    const me = await unwrap(carla.rest.GET('/me'));
    expect(me.name).toBe('Carla');
    const barber = await signedIn(shop);
    const { id } = await unwrap(carla.rest.POST('/bookings', visit()));
    expect(await unwrap(barber.rest.POST('/bookings/{id}/accept', { params: { path: { id } } }))).toMatchObject({
      status: 'accepted',
      customer: { name: 'Carla' },
    });
    const nowhere = unwrap(carla.rest.GET('/bookings/{id}', { params: { path: { id: 'a'.repeat(24) } } }));
    await expect(nowhere).rejects.toMatchObject({ problem: { status: 404, code: 'not-found' } });
    await expect(nowhere).rejects.toBeInstanceOf(GromeError);
    await network.cut();
    await expect(carla.rest.GET('/me')).rejects.toBeInstanceOf(Unreachable);
  });

  it('fetch a new token when theirs has expired, once for all that wait', async () => {
    const carla = await signedIn(await visits.customer());
    const before = carla.session.identity!;
    visits.app.clock.advance(100_000_001_000);
    const answers = await Promise.all([1, 2, 3].map(() => carla.rest.GET('/me')));
    visits.app.clock.advance(-100_000_001_000);
    expect(answers.map(({ response }) => response.status)).toEqual([200, 200, 200]);
    expect(carla.session.identity!.refreshToken).not.toBe(before.refreshToken);
  });

  it('of somebody whose session was ended end it here, too', async () => {
    const person = await visits.customer();
    const carla = await signedIn(person);
    await visits.app.db.collection('sessions').deleteMany({ userId: person.id });
    expect((await carla.rest.GET('/me')).response.status).toBe(401);
    expect(carla.session.identity).toBeUndefined();
  });
});

describe('a request made without a network', () => {
  it('is done once, when the network is back', async () => {
    const person = await visits.customer();
    const carla = await signedIn(person);
    await network.cut();
    const settled = carla.queue.post('/bookings', visit());
    expect(carla.queue.waiting).toHaveLength(1);
    await network.mend();
    expect(await settled).toMatchObject({ outcome: 'done', status: 201, data: { status: 'requested' } });
    expect(await bookingsOf(person.id)).toBe(1);
  });

  it('and one whose answer was lost are done once', async () => {
    const person = await visits.customer();
    let losses = 3;
    const lossy = async (request: Request) => {
      const response = await fetch(request);
      if (request.url.endsWith('/bookings') && losses-- > 0) throw new Error('lost on the way back');
      return response;
    };
    const carla = await signedIn(person, { fetch: lossy });
    expect(await carla.queue.post('/bookings', visit())).toMatchObject({ outcome: 'done', status: 201 });
    expect(losses).toBe(-1);
    expect(await bookingsOf(person.id)).toBe(1);
  });

  it('is done by the next run of the app', async () => {
    const [person, keep] = [await visits.customer(), new MemoryKeep()];
    const before = await signedIn(person, { keep });
    await network.cut();
    void before.queue.post('/bookings', visit());
    await eventually(() => expect(keep.getItem('grome.queue')).toContain('triedAt'));
    before.close();
    await network.mend();
    const after = await app({ keep });
    await eventually(() => expect(after.queue.waiting).toEqual([]));
    expect(await bookingsOf(person.id)).toBe(1);
  });
});

describe('an app that was away', () => {
  it('is told what happened meanwhile, each change once and in order', async () => {
    const person = await visits.customer();
    const carla = await signedIn(person);
    const [told, states] = [statusesOn(carla), [] as State[]];
    carla.live.on('state', (state) => states.push(state));
    await carla.live.connect();
    const booking = await visits.accepted(person, shop);
    await eventually(() => expect(told).toEqual(['requested', 'accepted']));
    await network.cut();
    await visits.did(shop, 'start', booking);
    await visits.did(shop, 'complete', booking);
    await network.mend();
    await eventually(() => expect(told).toEqual(['requested', 'accepted', 'in_progress', 'completed']));
    expect(states).toEqual(['connecting', 'live', 'waiting', 'live']);
  });

  it('is told also when it was ended and started again', async () => {
    const [person, keep] = [await visits.customer(), new MemoryKeep()];
    const before = await signedIn(person, { keep });
    await before.live.connect();
    before.close();
    await visits.booked(person, shop);
    const after = await app({ keep });
    const told = statusesOn(after);
    await after.live.connect();
    expect(told).toEqual(['requested']);
  });

  it('hears that what it missed is no longer kept', async () => {
    const person = await visits.customer();
    const carla = await signedIn(person);
    const told: string[] = [];
    carla.live.on('trimmed', () => told.push('trimmed'));
    carla.live.on('booking.updated', ({ status }) => told.push(status));
    await carla.live.connect();
    await eventually(() => expect(carla.live.feed.last).toBeGreaterThan(0));
    await network.cut();
    const booking = await visits.booked(person, shop);
    await visits.app.db.collection('feed_messages').deleteMany({ userId: person.id });
    await visits.did(person, 'cancel', booking);
    await network.mend();
    await eventually(() => expect(told).toEqual(['trimmed', 'cancelled']));
  });

  it('looks again at what it was looking at', async () => {
    const [person, changed] = [await visits.customer(), [] as string[]];
    const carla = await signedIn(person);
    carla.live.on('availability.changed', ({ date }) => changed.push(date));
    await carla.live.connect();
    const startAt = visits.nextStart();
    carla.live.watchDay(shop.barberId, startAt.slice(0, 10));
    await network.cut();
    await network.mend();
    // Something may have changed unseen.
    await eventually(() => expect(changed).toHaveLength(1));
    await visits.book(await visits.customer(), shop, { startAt });
    await eventually(() => expect(changed.length).toBeGreaterThan(1));
  });

  it('hears of a screen that may not be watched', async () => {
    const [carla, problems] = [await signedIn(await visits.customer()), [] as string[]];
    carla.live.on('problem', ({ code }) => problems.push(code));
    await carla.live.connect();
    carla.live.watchBooking((await visits.booked(await visits.customer(), shop)).id);
    await eventually(() => expect(problems).toEqual(['not-found']));
  });
});

describe('a connection', () => {
  it('that breaks before it is open is tried again at once', async () => {
    const person = await visits.customer();
    let attempts = 0;
    // Takes the question for a WebSocket, and hangs up; the third time it lets through.
    const fickle = createServer((near) => {
      if (++attempts < 3) return void near.once('data', (request) => hangUp(near, request));
      const far = connect(Number(new URL(visits.app.http.url).port), '127.0.0.1');
      near.on('error', () => far.destroy()).pipe(far);
      far.on('error', () => near.destroy()).pipe(near);
    });
    await new Promise<void>((resolve) => fickle.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(fickle.address() as AddressInfo).port}`;
    const tokens = { token: () => Promise.resolve(person.token), renew: () => Promise.resolve(true) };
    const live = new Live({ url, tokens, backOff: { first: 20, longest: 50 } });
    void live.connect();
    await eventually(() => expect(live.state).toBe('live'));
    expect(attempts).toBe(3);
    live.stop();
    fickle.close();
  });

  it('gets a new token before its own expires', async () => {
    const short = await Visits.open({ ACCESS_TOKEN_TTL_SECONDS: '1' });
    try {
      const { email } = await short.customer();
      const client = await signedIn({ email }, { url: short.app.http.url });
      const before = client.session.identity!.refreshToken;
      await client.live.connect();
      await eventually(() => expect(client.session.identity!.refreshToken).not.toBe(before));
      expect(client.live.losses).toBe(0);
    } finally {
      await short.close();
    }
  });

  it('ends with the session, and does not come back', async () => {
    const person = await visits.customer();
    const [phone, tablet] = [await signedIn(person), await signedIn(person)];
    await Promise.all([phone.live.connect(), tablet.live.connect()]);
    await phone.session.signOut();
    expect(phone.live.state).toBe('idle');
    await visits.app.http.as(tablet.session.identity!.accessToken).post('/auth/signout');
    await eventually(() => expect(tablet.live.state).toBe('ended'));
    await expect(tablet.live.connect()).rejects.toThrow('ended');
  });

  it('asks, and throws what was refused', async () => {
    const carla = await signedIn(await visits.customer());
    await expect(carla.live.ask('events.since', { seq: 0 })).rejects.toBeInstanceOf(Unreachable);
    await carla.live.connect();
    expect(await carla.live.ask('events.since', { seq: 0 })).toMatchObject({ complete: true, more: false });
    await expect(carla.live.ask('events.since', { seq: -1 })).rejects.toMatchObject({
      problem: { code: 'validation-failed' },
    });
  });

  it('of an app with a faulty listener still tells the others', async () => {
    const person = await visits.customer();
    const carla = await signedIn(person);
    const errors: string[] = [];
    const report = globalThis.queueMicrotask;
    globalThis.queueMicrotask = (task) =>
      report(() => {
        try {
          task();
        } catch (error) {
          errors.push((error as Error).message);
        }
      });
    carla.live.on('booking.updated', () => {
      throw new Error('a fault of the app');
    });
    const told = statusesOn(carla);
    await carla.live.connect();
    await visits.booked(person, shop);
    await eventually(() => expect(told).toEqual(['requested']));
    globalThis.queueMicrotask = report;
    expect(errors).toContain('a fault of the app');
  });
});
