import { randomBytes, randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { UnitOfWork } from '../../src/common/database/unit-of-work.ts';
import { tooBusy } from '../../src/common/errors/common.errors.ts';
import { IdempotencyRepository } from '../../src/common/idempotency/idempotency.repository.ts';
import { signUp as signUpWith } from '../support/accounts.ts';
import type { Answer, HttpClient } from '../support/http-client.ts';
import { must, signUp, type Person, type Shop } from '../support/people.ts';
import { AT_HOME, day, MONDAY, plusMinutes, refusal, SHOP_OF_BOTH_KINDS, Visits } from '../support/visits.ts';

let visits: Visits;
let shop: Shop;
let carla: Person;
beforeAll(async () => {
  // Nothing works in the background, so that only requests write.
  visits = await Visits.open({ ROLES: 'api' });
  shop = await visits.shop(SHOP_OF_BOTH_KINDS);
  carla = await visits.customer();
});
beforeEach(() => visits.app.clock.set(MONDAY));
afterAll(() => visits.close());

interface Stored {
  _id: string;
  state: string;
  createdId: string;
  leaseToken: string;
  leaseUntil: Date;
  expireAt: Date;
}
const records = () => visits.app.db.collection<Stored>('idempotency');
const recordOf = async (who: Person, condition: object = {}) =>
  (await records().findOne({ _id: { $regex: `^${who.id}:` }, ...condition }, { sort: { expireAt: -1 } }))!;
const keyed = (who: Person, key: string = randomUUID()): HttpClient => who.http.with({ 'idempotency-key': key });
const visit = (more: Record<string, unknown> = {}) => ({
  barberId: shop.barberId,
  serviceIds: [shop.services[0]!.serviceId],
  startAt: visits.nextStart(),
  paymentMethod: 'in_person',
  ...more,
});
const bookingsAt = (startAt: string) =>
  visits.app.db.collection('bookings').countDocuments({ barberId: shop.barberId, scheduledAt: new Date(startAt) });
const plain = ({ status, body }: Answer) => ({ status, body });

it('an answer that was stored before answers were encrypted is repeated as well', async () => {
  const http = keyed(carla);
  const ask = () => http.post('/uploads', { purpose: 'chat', contentType: 'image/png', size: 100 });
  const { body } = await must(ask());
  const { _id } = await recordOf(carla, { state: 'done' });
  await records().updateOne({ _id }, { $unset: { answer: 1 }, $set: { body } } as object);
  expect(await ask()).toMatchObject({ status: 201, body });
});

describe('the same key with the same request', () => {
  /** Who sends what where; everything it needs is made afresh. */
  type Sent = [who: Person, path: string, body?: unknown];
  const booked = () => visits.booked(carla, shop, { location: AT_HOME });
  const barbers =
    (verb: string, ...before: string[]) =>
    async (): Promise<Sent> => {
      const booking = await booked();
      for (const each of before) await visits.did(shop, each, booking);
      return [shop, `/bookings/${booking.id}/${verb}`, { reason: 'so' }];
    };
  const judged = (verdict: string) => async (): Promise<Sent> => {
    const { id } = await signUp(visits.app.http, 'barber');
    return [visits.admin, `/admin/verifications/${id}/${verdict}`, { notes: 'so' }];
  };
  const guest = () => ({ guest: { name: 'Gus' }, serviceIds: visit().serviceIds, startAt: visits.nextStart() });
  const shave = { name: 'Shave', category: 'beard', duration: 30, price: { amount: 1, currency: 'GBP' } };
  const away = { startAt: day(300, '00:00'), endAt: day(310, '00:00') };
  const read = async (): Promise<Sent> => {
    const row = { _id: randomBytes(12).toString('hex'), userId: carla.id, template: 'welcome', data: { none: {} } };
    await visits.app.db.collection<any>('notifications').insertOne({ ...row, createdAt: MONDAY, readAt: null });
    return [carla, `/notifications/${row._id}/read`];
  };

  const ROUTES: [string, number, () => Sent | Promise<Sent>][] = [
    ['book', 201, () => [carla, '/bookings', visit({ location: AT_HOME, note: 'short' })]],
    ['seat a guest', 201, () => [shop, '/barbers/me/bookings', guest()]],
    ['take time off', 201, () => [shop, '/barbers/me/time-off', away]],
    ['add a service', 201, () => [visits.admin, '/services', shave]],
    ['accept', 200, barbers('accept')],
    ['decline', 200, barbers('decline')],
    ['depart', 200, barbers('depart', 'accept')],
    ['start', 200, barbers('start', 'accept')],
    ['complete', 200, barbers('complete', 'accept', 'start')],
    ['cancel', 200, barbers('cancel')],
    ['no-show', 200, barbers('no-show', 'accept')],
    [
      'reschedule',
      200,
      async () => [carla, `/bookings/${(await booked()).id}/reschedule`, { startAt: visits.nextStart() }],
    ],
    ['approve', 200, judged('approve')],
    ['reject', 200, judged('reject')],
    ['read a notification', 200, read],
  ];
  it.each(ROUTES)('%s: answers the same and does it once', async (_name, status, prepare) => {
    const [who, path, body] = await prepare();
    const client = keyed(who);
    const first = await client.post(path, body);
    expect([first.status, first.body?.code]).toEqual([status, undefined]);
    expect((await recordOf(who)).state).toBe('done');
    visits.app.clock.advance(60_000);
    expect(plain(await client.post(path, body))).toEqual(plain(first));
    if (first.body.history) expect((await visits.seen(who, first.body)).version).toBe(first.body.version);
  });

  it('does not mind the order in which the fields come', async () => {
    const [client, body] = [keyed(carla), visit()];
    const first = await must(client.post('/bookings', body));
    const reversed = Object.fromEntries(Object.entries(body).reverse());
    expect(plain(await client.post('/bookings', reversed))).toEqual(plain(first));
  });

  it.each([
    ['invalid input', () => ({ price: 1 }), 400, 'validation-failed'],
    ['somebody unknown', () => ({ barberId: '0'.repeat(24) }), 404, 'not-found'],
    ['a taken slot', () => ({ startAt: day(90, '10:00') }), 409, 'slot-taken'],
    ['against a rule', () => ({ startAt: day(-1, '10:00') }), 422, 'outside-availability'],
  ])('repeats a refusal word for word: %s', async (what, more, status, code) => {
    if (what === 'a taken slot') await visits.guest(shop, day(90, '10:00'));
    const [client, body] = [keyed(carla), visit(more())];
    const first = await client.post('/bookings', body);
    expect(refusal(first)).toEqual([status, code]);
    const again = await client.post('/bookings', body);
    expect(plain(again)).toEqual(plain(first));
    expect(again.headers.get('content-type')).toBe(first.headers.get('content-type'));
  });

  it('repeats a refusal even when it would be possible by now', async () => {
    const booking = await visits.booked(carla, shop);
    const client = keyed(shop);
    expect(refusal(await client.post(`/bookings/${booking.id}/start`))).toEqual([409, 'illegal-transition']);
    await visits.did(shop, 'accept', booking);
    expect(refusal(await client.post(`/bookings/${booking.id}/start`))).toEqual([409, 'illegal-transition']);
    expect(await visits.did(shop, 'start', booking)).toMatchObject({ status: 'in_progress' });
  });
});

describe('the same key with another request', () => {
  it.each([
    ['another body', () => ['/bookings', visit()] as const],
    ['another path', (body: unknown) => ['/barbers/me/bookings', body] as const],
  ])('%s is refused', async (_what, other) => {
    const [key, body] = [randomUUID(), visit()];
    await must(keyed(carla, key).post('/bookings', body));
    const [path, changed] = other(body);
    const answer = await keyed(carla, key).post(path, changed);
    // Customers may not seat guests: that refusal comes first.
    expect(refusal(answer)).toEqual(path === '/bookings' ? [422, 'idempotency-mismatch'] : [403, 'forbidden']);
  });

  it('by another user is another key', async () => {
    const [key, body] = ['my-key', visit()];
    await must(keyed(carla, key).post('/bookings', body));
    const other = await keyed(await visits.customer(), key).post('/bookings', body);
    expect(refusal(other)).toEqual([409, 'slot-taken']);
  });
});

describe('the same request many times at once', () => {
  it('books once; the others hear the same or that it is still running', async () => {
    for (let round = 0; round < 3; round++) {
      const [client, body] = [keyed(carla), visit()];
      const answers = await Promise.all(Array.from({ length: 5 }, () => client.post('/bookings', body)));
      const made = answers.filter(({ status }) => status === 201);
      expect(new Set(made.map((answer) => answer.body.id)).size).toBe(1);
      const others = answers.filter(({ status }) => status !== 201).map(refusal);
      for (const other of others) expect(other).toEqual([409, 'idempotency-in-progress']);
      expect(await bookingsAt(body.startAt)).toBe(1);
      expect(plain(await client.post('/bookings', body))).toEqual(plain(made[0]!));
    }
  });
});

describe('a server that died half-way', () => {
  /** The state after a crash between the claim and the commit: a running record, and a hold under the id it fixed. */
  async function crashed(body: ReturnType<typeof visit>, client: HttpClient): Promise<string> {
    await must(client.post('/bookings', body));
    const { _id, createdId } = await recordOf(carla, { state: 'done' });
    await records().updateOne(
      { _id },
      { $set: { state: 'running', leaseUntil: plusSeconds(30) }, $unset: { body: 1 } },
    );
    await visits.app.db.collection('bookings').deleteOne({ _id: createdId as never });
    await visits.app.db.collection('outbox').deleteMany({ 'payload.bookingId': createdId });
    await visits.app.db.collection('feed_messages').deleteMany({ key: { $regex: `^booking:${createdId}:` } });
    await visits.app.db
      .collection('calendars')
      .updateOne({ 'busy.bookingId': createdId }, { $set: { 'busy.$.until': plusSeconds(30) } });
    return createdId;
  }
  const plusSeconds = (seconds: number) => new Date(visits.app.clock.now().getTime() + seconds * 1_000);

  it('keeps the key while its lease runs, then the next try takes over, recognises its own hold and uses the same id', async () => {
    const [client, body] = [keyed(carla), visit()];
    const createdId = await crashed(body, client);
    visits.app.clock.advance(20_000);
    expect(refusal(await client.post('/bookings', body))).toEqual([409, 'idempotency-in-progress']);
    // The lease is over, the hold is not quite.
    await records().updateMany({ createdId }, { $set: { leaseUntil: visits.app.clock.now() } });
    expect(refusal(await visits.book(await visits.customer(), shop, body))).toEqual([409, 'slot-taken']);
    const answer = await client.post('/bookings', body);
    expect([answer.status, answer.body.id]).toEqual([201, createdId]);
    expect((await visits.entries(shop)).filter(({ bookingId }) => bookingId === createdId)).toHaveLength(1);
    expect(await bookingsAt(body.startAt)).toBe(1);
    expect(plain(await client.post('/bookings', body))).toEqual(plain(answer));
  });

  it('lets go of the slot when nobody comes back', async () => {
    const [client, body] = [keyed(carla), visit()];
    await crashed(body, client);
    visits.app.clock.advance(31_000);
    const taken = await must(visits.book(await visits.customer(), shop, { startAt: body.startAt }));
    expect(taken.status).toBe(201);
    expect(refusal(await client.post('/bookings', body))).toEqual([409, 'slot-taken']);
  });

  it('after the commit answers what it had done', async () => {
    const [client, body] = [keyed(carla), visit()];
    const first = await must(client.post('/bookings', body));
    // The client never heard it; the record went with the commit.
    visits.app.clock.advance(23 * 3_600_000);
    expect(plain(await client.post('/bookings', body))).toEqual(plain(first));
  });

  /** Sends it twice: the first try sleeps, right after its record, through its lease and the whole second try. */
  async function sleepThrough(send: () => Promise<Answer>): Promise<{ sleeper: Answer; second: Answer }> {
    const repository = visits.app.get(IdempotencyRepository);
    const insertOrFind = repository.insertOrFind.bind(repository);
    const [asleep, awake] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    repository.insertOrFind = async (record) => {
      repository.insertOrFind = insertOrFind;
      const found = await insertOrFind(record);
      asleep.resolve();
      await awake.promise;
      return found;
    };
    const first = send();
    await asleep.promise;
    visits.app.clock.advance(31_000);
    const second = await must(send());
    awake.resolve();
    return { sleeper: await first, second };
  }

  it('and wakes up after somebody took over takes the chair from nobody', async () => {
    const [client, body] = [keyed(carla), visit()];
    const { sleeper, second } = await sleepThrough(() => client.post('/bookings', body));
    expect(refusal(sleeper)).toEqual([409, 'idempotency-in-progress']);
    const mine = (await visits.entries(shop)).filter(({ bookingId }) => bookingId === second.body.id);
    expect(mine.map(({ until }) => until)).toEqual([new Date(second.body.expiresAt)]);
    expect(await bookingsAt(body.startAt)).toBe(1);
    expect(plain(await client.post('/bookings', body))).toEqual(plain(second));
  });

  it('and wakes up after somebody took over does not put its refusal in the place of his answer', async () => {
    const booking = await visits.booked(carla, shop);
    const client = keyed(shop);
    const { sleeper, second } = await sleepThrough(() => client.post(`/bookings/${booking.id}/accept`));
    expect([refusal(sleeper), second.body.status]).toEqual([[409, 'idempotency-in-progress'], 'accepted']);
    expect(plain(await client.post(`/bookings/${booking.id}/accept`))).toEqual(plain(second));
  });
});

describe('what is not kept', () => {
  it('a refusal of the person: the next try may be another person’s day', async () => {
    const booking = await visits.booked(carla, shop);
    const client = keyed(carla);
    expect(refusal(await client.post(`/bookings/${booking.id}/accept`))).toEqual([403, 'forbidden']);
    expect(await recordOf(carla, { state: 'running' })).toMatchObject({ leaseUntil: new Date(0) });
    expect(refusal(await client.post(`/bookings/${booking.id}/accept`))).toEqual([403, 'forbidden']);
  });

  it('a sign-in that is missing, a body too large', async () => {
    const count = await records().countDocuments();
    const anonymous = visits.app.http.with({ 'idempotency-key': 'nobody' });
    expect(refusal(await anonymous.post('/bookings', visit()))).toEqual([401, 'unauthenticated']);
    expect(refusal(await keyed(carla).post('/bookings', { note: 'x'.repeat(200_000) }))).toEqual([
      413,
      'payload-too-large',
    ]);
    expect(await records().countDocuments()).toBe(count);
  });

  it('a fault of ours: the same key tries again, with the same id', async () => {
    const paul = await visits.customer();
    const [client, body] = [keyed(paul), visit()];
    const bookings = visits.app.db.collection('bookings');
    await visits.refusing('bookings', async () =>
      expect(refusal(await client.post('/bookings', body))).toEqual([500, 'internal-error']),
    );
    expect(await visits.isOpen(shop, body.startAt)).toBe(true);
    const { createdId } = await recordOf(paul, { state: 'running', leaseUntil: new Date(0) });
    const answer = await client.post('/bookings', body);
    expect([answer.status, answer.body.id]).toEqual([201, createdId]);
    expect(await bookings.countDocuments({ customerId: paul.id })).toBe(1);
  });

  it('an answer that cannot be kept: then nothing else was written either', async () => {
    const paul = await visits.customer();
    const [client, body] = [keyed(paul), visit()];
    const keepsNothing = { state: { $ne: 'done' } };
    await visits.refusing(
      'idempotency',
      async () => expect((await client.post('/bookings', body)).status).toBe(500),
      keepsNothing,
    );
    expect(await visits.app.db.collection('bookings').countDocuments({ customerId: paul.id })).toBe(0);
    expect((await must(client.post('/bookings', body))).status).toBe(201);
  });

  it('being too busy: the same key tries again', async () => {
    const [client, body] = [keyed(carla), visit()];
    const unitOfWork = visits.app.get(UnitOfWork);
    const answer = jest.spyOn(unitOfWork, 'answer').mockRejectedValueOnce(tooBusy());
    expect(refusal(await client.post('/bookings', body))).toEqual([503, 'too-busy']);
    answer.mockRestore();
    expect((await must(client.post('/bookings', body))).status).toBe(201);
  });

  it('anything under /auth', async () => {
    const count = await records().countDocuments();
    const signUpOnce = { email: 'twice@example.test', password: 'Correct-horse-1', name: 'Twice', role: 'customer' };
    const client = visits.app.http.with({ 'idempotency-key': 'auth' });
    expect((await client.post('/auth/signup', signUpOnce)).status).toBe(201);
    expect(refusal(await client.post('/auth/signup', signUpOnce))).toEqual([409, 'account-exists']);
    const person = await signUpWith(visits.app.http);
    expect((await person.http.with({ 'idempotency-key': 'auth' }).post('/auth/signout')).status).toBe(204);
    expect(await records().countDocuments()).toBe(count);
  });

  it('anything for longer than a day', async () => {
    await must(keyed(carla).post('/bookings', visit()));
    expect((await recordOf(carla)).expireAt).toEqual(new Date(plusMinutes(MONDAY, 1_440)));
    const [ttl] = (await records().indexes()).filter(({ expireAfterSeconds }) => expireAfterSeconds !== undefined);
    expect(ttl).toMatchObject({ key: { expireAt: 1 }, expireAfterSeconds: 0 });
  });
});

describe('the key itself', () => {
  it.each([
    ['', 400],
    ['x'.repeat(256), 400],
    ['x'.repeat(255), 201],
    ['$ne', 201],
    ['a:b/c', 201],
  ])('"%.10s…": %d', async (key, status) => {
    const answer = await keyed(carla, key).post('/bookings', visit());
    expect(answer.status).toBe(status);
    if (status === 400)
      expect(answer.body).toMatchObject({
        code: 'validation-failed',
        errors: [{ pointer: '/headers/idempotency-key' }],
      });
  });

  it('is not needed: without one the same request is two', async () => {
    const body = { name: 'Shave', category: 'beard', duration: 30, price: { amount: 1, currency: 'GBP' } };
    const made = [
      await must(visits.admin.http.post('/services', body)),
      await must(visits.admin.http.post('/services', body)),
    ];
    expect(made[0]!.body.id).not.toBe(made[1]!.body.id);
  });
});
