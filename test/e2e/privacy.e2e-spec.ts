import { randomUUID } from 'node:crypto';
import { PeriodicRunner } from '../../src/jobs/periodic-runner.ts';
import { ClosingService } from '../../src/modules/accounts/closing/closing.service.ts';
import { eventually } from '../support/eventually.ts';
import { messageTo } from '../support/inbox.ts';
import { must, PASSWORD, type Person, type Shop } from '../support/people.ts';
import { settled } from '../support/settled.ts';
import { collectionsIn, ownedBy, tracesOf, type Trace } from '../support/traces.ts';
import { objectsOf, readyUpload } from '../support/uploads.ts';
import { AT_HOME, plusMinutes, refusal, SHOP_OF_BOTH_KINDS, Visits } from '../support/visits.ts';

const PUSH_TOKEN = 'push-token-of-carla';

let visits: Visits;
beforeAll(async () => {
  visits = await Visits.open({ REFRESH_TOKEN_TTL_DAYS: '10000' });
});
afterAll(() => visits.close());

const close = (who: Person) => who.http.delete('/me');
const signIn = (who: Person) => visits.app.http.post('/auth/signin', { email: who.email, password: PASSWORD });
const days = (n: number) => visits.app.clock.advance(n * 86_400_000);
const erase = () => visits.app.get(PeriodicRunner).turn('erasure');
const status = async (who: Person, booking: { id: string }) => (await visits.seen(who, booking)).status;
const traces = (...words: string[]) => tracesOf(visits.app, words);

describe('who closes the account', () => {
  it('is signed out everywhere, and everything agreed on is cancelled', async () => {
    const [carla, shop] = [await visits.customer(), await visits.shop()];
    const elsewhere = visits.app.http.as((await must(signIn(carla))).body.accessToken);
    const [asked, agreed] = [await visits.booked(carla, shop), await visits.accepted(carla, shop)];
    expect((await close(carla)).status).toBe(204);
    for (const http of [carla.http, elsewhere]) expect((await http.get('/me')).status).toBe(401);
    await eventually(async () =>
      expect([await status(shop, asked), await status(shop, agreed)]).toEqual(['cancelled', 'cancelled']),
    );
    expect(await visits.isOpen(shop, agreed.scheduledAt)).toBe(true);
    expect(await messageTo(visits.admin, carla.email, 'account-closing')).toMatchObject({ channel: 'email' });
  });

  it('as a barber can no longer be found or booked, and nobody waits in vain', async () => {
    const [carla, dan, shop] = [await visits.customer(), await visits.customer(), await visits.shop()];
    const [asked, agreed] = [await visits.booked(carla, shop), await visits.accepted(dan, shop)];
    await must(close(shop));
    expect(refusal(await visits.book(carla, shop))).toEqual([422, 'not-bookable']);
    await eventually(async () =>
      expect([await status(carla, asked), await status(dan, agreed)]).toEqual(['declined', 'cancelled']),
    );
  });

  it('is not erased by a worker that stops, but by the next', async () => {
    await must(close(await visits.customer()));
    days(30);
    const privacy = visits.app.get(ClosingService);
    expect(await privacy.eraseDue(100, AbortSignal.abort())).toBe(0);
    expect(await privacy.eraseDue(100, new AbortController().signal)).toBeGreaterThan(0);
  });

  it('has it back by signing in, until thirty days are over', async () => {
    const shop = await visits.shop();
    await must(close(shop));
    days(29);
    await erase();
    const { body } = await must(signIn(shop));
    days(30);
    await erase();
    await must(visits.app.http.as(body.accessToken).get('/me'));
    await eventually(async () =>
      expect((await visits.app.http.get(`/barbers/${shop.barberId}`)).body).toMatchObject({ bookable: true }),
    );
  });

  it('cannot be the last admin', async () => {
    expect(refusal(await close(visits.admin))).toEqual([409, 'last-admin']);
    expect((await visits.admin.http.get('/me')).status).toBe(200);
  });
});

describe('an account whose time is over', () => {
  let carla: Person;
  let shop: Shop;
  let booking: any;
  let registered: Trace[];
  const SECRETS = [
    'Carla Unforgettable',
    'carla-home-lane',
    'my dog bites',
    'a secret of carla',
    'rude in my eyes',
    '+447700900555',
  ];

  beforeAll(async () => {
    [carla, shop] = [await visits.customer('Carla Unforgettable'), await visits.shop(SHOP_OF_BOTH_KINDS)];
    await must(carla.http.post('/me/phone', { phone: '+447700900555', password: PASSWORD }));
    const { data } = await messageTo(visits.admin, '+447700900555', 'verify-code');
    await must(carla.http.post('/auth/verify', { code: data.code }));
    const device = { name: 'Carla’s very phone', platform: 'ios' };
    await must(visits.app.http.post('/auth/signin', { email: carla.email, password: PASSWORD, device }));
    await must(carla.http.post('/me/devices', { token: PUSH_TOKEN, platform: 'ios' }));
    registered = await traces(PUSH_TOKEN);
    const location = { ...AT_HOME, address: 'carla-home-lane 1' };
    const startAt = plusMinutes(visits.app.clock.now(), 1_440);
    booking = await visits.accepted(carla, shop, { startAt, location, note: 'my dog bites' });
    const { conversationId } = booking;
    const text = 'a secret of carla';
    await must(carla.http.post(`/conversations/${conversationId}/messages`, { clientId: randomUUID(), text }));
    await must(
      shop.http.post(`/conversations/${conversationId}/messages`, {
        clientId: randomUUID(),
        text: 'words of the barber',
      }),
    );
    await must(carla.http.post(`/conversations/${conversationId}/report`, { reason: 'rude in my eyes' }));
    await visits.did(shop, 'start', booking);
    await visits.did(shop, 'complete', booking);
    await settled(visits.app);
    await must(close(carla));
    await settled(visits.app);
    days(31);
    // What the others were told is kept for that long; the database removes it by its own clock.
    for (const name of ['feed_messages', 'idempotency', 'deliveries'])
      await visits.app.db.collection(name).deleteMany({ expireAt: { $lt: visits.app.clock.now() } });
  });

  it('had left its traces, or the next test would show nothing', async () => {
    for (const secret of [...SECRETS, carla.email]) expect(await traces(secret)).not.toEqual([]);
    // Sessions end with the account, and their devices with them.
    expect(await traces('Carla’s very phone')).toEqual([]);
    expect(registered).not.toEqual([]);
    expect(await traces(PUSH_TOKEN)).toEqual([]);
  });

  it('is erased everywhere, and stays a customer to bookings and money', async () => {
    await erase();
    await settled(visits.app);
    expect(await traces(...SECRETS, carla.email)).toEqual([]);
    expect(await traces('words of the barber')).not.toEqual([]);
    const seen = await visits.seen(shop, booking);
    expect(seen).toMatchObject({
      status: 'completed',
      customer: { name: 'Deleted account' },
      payment: booking.payment,
    });
    expect(seen.services).toEqual(booking.services);
  });

  it('cannot be signed in to, and its addresses are free again', async () => {
    expect(refusal(await signIn(carla))).toEqual([401, 'invalid-credentials']);
    const again = { email: carla.email, password: PASSWORD, name: 'New', role: 'customer' };
    expect((await visits.app.http.post('/auth/signup', again)).status).toBe(201);
  });

  it('of a barber leaves no shop behind', async () => {
    const barber = await visits.shop({ bio: 'The famous Zebulon', address: 'Zebulon Street 1' });
    await must(close(barber));
    days(31);
    await erase();
    await settled(visits.app);
    expect(await traces('Zebulon')).toEqual([]);
    expect((await visits.app.http.get(`/barbers/${barber.barberId}`)).status).toBe(404);
  });
});

describe('an account that is erased at once', () => {
  let soon: Visits;
  beforeAll(async () => {
    soon = await Visits.open({ ACCOUNT_GRACE_DAYS: '0' });
  });
  afterAll(() => soon.close());

  it('is named by nothing but what bookings, money and the log need', async () => {
    const [carla, shop] = [await soon.customer(), await soon.shop()];
    const { conversationId } = await soon.accepted(carla, shop);
    await must(carla.http.post(`/conversations/${conversationId}/messages`, { clientId: randomUUID(), text: 'Hello' }));
    await must(
      shop.http.post(`/conversations/${conversationId}/messages`, { clientId: randomUUID(), text: 'Welcome' }),
    );
    await readyUpload(carla, { purpose: 'chat' });
    await must(carla.http.patch('/me', { avatarId: await readyUpload(carla, { purpose: 'avatar' }) }));
    const device = { name: 'Phone', platform: 'ios' };
    await must(soon.app.http.post('/auth/signin', { email: carla.email, password: PASSWORD, device }));
    await must(carla.http.post('/me/devices', { token: PUSH_TOKEN, platform: 'ios' }));
    const identity = { provider: 'google', userId: carla.id, createdAt: new Date() };
    await soon.app.db.collection<any>('identities').insertOne({ _id: 'google:carla', ...identity });
    await settled(soon.app);
    expect(await ownedBy(soon.app, carla.id)).toEqual([
      ...[
        'codes',
        'deliveries',
        'devices',
        'feed_messages',
        'identities',
        'known_devices',
        'notifications',
        'sessions',
        'uploads',
      ],
    ]);
    await must(close(carla));
    // Or what tells of the cancelled visit would come after the erasure.
    await settled(soon.app);
    await soon.app.get(PeriodicRunner).turn('erasure');
    await settled(soon.app);
    await eventually(async () => expect(await objectsOf(soon.app)).toEqual([]));
    expect(await ownedBy(soon.app, carla.id)).toEqual([]);
    // Ids only: who met whom, in what order, for which money.
    const met = ['bookings', 'conversations', 'customer_agendas', 'messages', 'users'];
    const facts = ['feeds', 'outbox'];
    const toldToOthers = ['feed_messages', 'notifications'];
    expect(collectionsIn(await tracesOf(soon.app, [carla.id]))).toEqual([...met, ...facts, ...toldToOthers].sort());
  });
});
