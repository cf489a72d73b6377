import type { BookingStatus } from '../../src/modules/booking/bookings/booking-transitions.ts';
import { BookingsRepository } from '../../src/modules/booking/bookings/bookings.repository.ts';
import { signUp as signUpWith } from '../support/accounts.ts';
import { lifeOfABooking } from '../support/booking-matrix.ts';
import { must, signUp, type Person, type Shop } from '../support/people.ts';
import { AT_HOME, day, MONDAY, plusMinutes, refusal, SHOP_OF_BOTH_KINDS, Visits } from '../support/visits.ts';

let visits: Visits;
let shop: Shop;
let carla: Person;
beforeAll(async () => {
  visits = await Visits.open();
  shop = await visits.shop(SHOP_OF_BOTH_KINDS);
  carla = await visits.customer('Carla');
});
beforeEach(() => visits.app.clock.set(MONDAY));
afterAll(() => visits.close());

const bookings = () => visits.app.db.collection('bookings');

describe('every verb by everybody in every status', () => {
  const HTTP_VERBS = lifeOfABooking.verbs.filter((verb) => verb !== 'expire');
  const WAY: Record<BookingStatus, string[]> = {
    requested: [],
    accepted: ['accept'],
    in_progress: ['accept', 'start'],
    completed: ['accept', 'start', 'complete'],
    cancelled: ['cancel'],
    declined: ['decline'],
    expired: [],
    no_show: ['accept', 'no-show'],
  };
  const inStatus = async (status: BookingStatus) => {
    const booking = await visits.booked(carla, shop, { location: AT_HOME });
    for (const verb of WAY[status]) await visits.did(shop, verb, booking);
    if (status === 'expired') {
      visits.app.clock.advance(15 * 60_000);
      await visits.sweep();
    }
    return visits.seen(visits.admin, booking);
  };
  let people: { party: 'customer' | 'barber' | 'admin' | 'stranger'; person: Person }[];
  beforeAll(async () => {
    people = [
      { party: 'customer', person: carla },
      { party: 'barber', person: shop },
      { party: 'admin', person: visits.admin },
      { party: 'stranger', person: await visits.customer() },
      { party: 'stranger', person: await signUp(visits.app.http, 'barber') },
    ];
  });

  it.each(lifeOfABooking.statuses)(
    'refuses what is not possible when it is %s, and changes nothing',
    async (status) => {
      const booking = await inStatus(status);
      expect(booking.status).toBe(status);
      for (const verb of HTTP_VERBS) {
        const body = verb === 'reschedule' ? { startAt: visits.nextStart() } : undefined;
        const { parties } = lifeOfABooking.cell(verb, status);
        const ever = lifeOfABooking.cells.flatMap((cell) => (cell.verb === verb ? cell.parties : []));
        for (const { party, person } of people) {
          if (party !== 'stranger' && parties.includes(party)) continue;
          const why =
            party === 'stranger'
              ? [404, 'not-found']
              : ever.includes(party)
                ? [409, 'illegal-transition']
                : [403, 'forbidden'];
          expect([verb, party, ...refusal(await visits.do(person, verb, booking, body))]).toEqual([
            verb,
            party,
            ...why,
          ]);
        }
      }
      expect(await visits.seen(visits.admin, booking)).toEqual(booking);
    },
  );

  const allowed = lifeOfABooking.cells.flatMap(({ verb, status, parties, to }) =>
    verb === 'expire' ? [] : parties.map((party) => ({ verb, status, party, to: to! })),
  );
  it.each(allowed)('lets the $party $verb what is $status', async ({ verb, status, party, to }) => {
    const before = await inStatus(status);
    const { person } = people.find((one) => one.party === party)!;
    const after = await visits.did(person, verb, before, verb === 'reschedule' ? { startAt: visits.nextStart() } : {});
    // A customer who moves an accepted booking of a barber who decides himself asks again.
    const then = verb === 'reschedule' && party === 'customer' ? 'requested' : to;
    expect(after).toMatchObject({ status: then, version: before.version + 1 });
    expect(after.history.at(-1)).toEqual({ at: expect.any(String), verb, by: party, from: status, to: then });
    expect(after.actions.toSorted()).toEqual(
      lifeOfABooking
        .verbsOf(party, then)
        .filter((one) => verb !== 'depart' || one !== 'depart')
        .toSorted(),
    );
  });

  it('answers 404 for a booking that does not exist', async () => {
    expect(refusal(await visits.do(carla, 'cancel', { id: '0'.repeat(24) }))).toEqual([404, 'not-found']);
  });
});

describe('a version that was seen', () => {
  it('keeps a barber from accepting a time he never saw', async () => {
    const seen = await visits.booked(carla, shop);
    await visits.did(carla, 'reschedule', seen, { startAt: visits.nextStart() });
    expect(refusal(await visits.do(shop, 'accept', seen, { version: seen.version }))).toEqual([409, 'stale-version']);
    expect(await visits.did(shop, 'accept', seen, { version: seen.version + 1 })).toMatchObject({
      status: 'accepted',
      version: 3,
    });
  });

  it('guards a move as well', async () => {
    const booking = await visits.accepted(carla, shop);
    const startAt = visits.nextStart();
    expect(refusal(await visits.do(carla, 'reschedule', booking, { startAt, version: 1 }))).toEqual([
      409,
      'stale-version',
    ]);
    expect(await visits.isOpen(shop, startAt)).toBe(true);
  });

  it('lets exactly one of two verbs at the same moment happen', async () => {
    for (let round = 0; round < 5; round++) {
      const booking = await visits.booked(carla, shop);
      const answers = await Promise.all([
        visits.do(shop, 'accept', booking, { version: 1 }),
        visits.do(carla, 'cancel', booking, { version: 1 }),
        visits.do(shop, 'decline', booking, { version: 1 }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
      expect(await visits.seen(carla, booking)).toMatchObject({ version: 2 });
    }
  });
});

describe('what each party sees', () => {
  it('is the whole story, with what the viewer may do now', async () => {
    const booking = await visits.booked(carla, shop, { note: 'short at the sides' });
    await visits.did(shop, 'accept', booking);
    await visits.did(shop, 'cancel', booking, { reason: 'ill' });
    const seen = await visits.seen(carla, booking);
    expect(seen).toMatchObject({
      status: 'cancelled',
      version: 3,
      actions: [],
      note: 'short at the sides',
      customer: { name: 'Carla' },
      barber: { address: '1 Corn Street, Bristol' },
      timezone: 'Europe/London',
      createdAt: visits.app.clock.now().toISOString(),
    });
    expect(seen.history.map(({ verb, by, from, to, reason }: any) => [verb, by, from, to, reason])).toEqual([
      ['request', 'customer', null, 'requested', undefined],
      ['accept', 'barber', 'requested', 'accepted', undefined],
      ['cancel', 'barber', 'accepted', 'cancelled', 'ill'],
    ]);
  });

  it('hides the customer’s number and exact place from the barber until he accepts', async () => {
    const phil = await signUpWith(visits.app.http, { phone: '+447700900321', name: 'Phil' });
    const asPerson = { ...carla, id: phil.id, http: phil.http };
    const booking = await visits.booked(asPerson, shop, { location: AT_HOME });
    expect(booking.location).toEqual(AT_HOME);
    const before = await visits.seen(shop, booking);
    expect(before.customer).toEqual({ name: 'Phil' });
    expect(before.location.address).toBeUndefined();
    expect(before.location.coordinates).not.toEqual(AT_HOME.coordinates);
    const listed = (await shop.http.get('/bookings?limit=100')).body.items.find(({ id }: any) => id === booking.id);
    expect(listed).toEqual(before);

    const accepted = await visits.did(shop, 'accept', booking);
    expect(accepted).toMatchObject({ customer: { name: 'Phil', phone: '+447700900321' }, location: AT_HOME });
    // He asks again for another time: the promise is off until that is accepted too.
    await visits.did(asPerson, 'reschedule', booking, { startAt: visits.nextStart() });
    expect((await visits.seen(shop, booking)).customer).toEqual({ name: 'Phil' });
    expect((await visits.seen(shop, booking)).location.address).toBeUndefined();
  });

  it('never shows them after a decline or an expiry', async () => {
    const phil = await signUpWith(visits.app.http, { phone: '+447700900322', name: 'Phil' });
    const asPerson = { ...carla, id: phil.id, http: phil.http };
    const declined = await visits.booked(asPerson, shop, { location: AT_HOME });
    expect((await visits.did(shop, 'decline', declined)).customer).toEqual({ name: 'Phil' });
    const expired = await visits.booked(asPerson, shop, { location: AT_HOME });
    visits.app.clock.advance(15 * 60_000);
    await visits.sweep();
    expect(await visits.seen(shop, expired)).toMatchObject({ status: 'expired', customer: { name: 'Phil' } });
    expect((await visits.seen(shop, expired)).location.address).toBeUndefined();
  });

  it('is nothing to anybody else, and everything to an admin', async () => {
    const booking = await visits.booked(carla, shop);
    const stranger = await visits.customer();
    expect(refusal(await stranger.http.get(`/bookings/${booking.id}`))).toEqual([404, 'not-found']);
    expect(refusal(await visits.app.http.get(`/bookings/${booking.id}`))).toEqual([401, 'unauthenticated']);
    expect(await visits.seen(visits.admin, booking)).toMatchObject({ id: booking.id, actions: ['cancel'] });
    expect((await stranger.http.get('/bookings')).body.items).toEqual([]);
  });

  it('can be paged through without a gap or a repeat, latest visit first', async () => {
    const [paul, mine] = [await visits.customer(), await visits.shop()];
    for (let i = 0; i < 5; i++) await visits.booked(paul, mine);
    const all = (await paul.http.get('/bookings?limit=100')).body.items.map(({ id }: any) => id);
    const paged: string[] = [];
    let cursor = '';
    do {
      const { body } = await paul.http.get(`/bookings?limit=2${cursor}`);
      paged.push(...body.items.map(({ id }: any) => id));
      cursor = body.nextCursor && `&cursor=${body.nextCursor}`;
    } while (cursor);
    expect(paged).toEqual(all);
    expect(all).toHaveLength(5);
    expect((await mine.http.get('/bookings?status=accepted,cancelled')).body.items).toEqual([]);
    expect((await mine.http.get('/bookings?status=requested')).body.items).toHaveLength(5);
  });

  it('is still in the list of a customer who became a barber', async () => {
    const paul = await visits.customer();
    const booking = await visits.booked(paul, shop);
    await must(visits.admin.http.patch(`/admin/users/${paul.id}`, { role: 'barber' }));
    const { body } = await must(
      visits.app.http.post('/auth/signin', { email: paul.email, password: 'Correct-horse-1' }),
    );
    const { items } = (await must(visits.app.http.as(body.accessToken).get('/bookings'))).body;
    expect(items).toMatchObject([{ id: booking.id, actions: ['reschedule', 'cancel'] }]);
  });

  it('cannot be accepted by a barber whose approval was withdrawn, but declined', async () => {
    const former = await visits.shop();
    const booking = await visits.booked(carla, former);
    await must(visits.admin.http.post(`/admin/verifications/${former.id}/reject`, { notes: 'Licence ran out' }));
    expect(refusal(await visits.do(former, 'accept', booking))).toEqual([422, 'not-bookable']);
    const offered = ['decline', 'reschedule', 'cancel'];
    expect((await visits.seen(former, booking)).actions).toEqual(offered);
    expect((await must(former.http.get('/bookings'))).body.items).toMatchObject([{ actions: offered }]);
    expect(await visits.seen(carla, booking)).toMatchObject({ status: 'requested', version: 1 });
    expect(await visits.did(former, 'decline', booking)).toMatchObject({ status: 'declined' });
  });

  it('can be read even when a visit costs more than any single service may', async () => {
    const [dear, paul] = [await visits.shop(), await visits.customer()];
    const price = { amount: 100_000_000, currency: 'GBP' };
    await dear.http.put(
      '/barbers/me/services',
      dear.services.map((service) => ({ ...service, price })),
    );
    const booking = await visits.booked(paul, dear, { serviceIds: dear.services.map(({ serviceId }) => serviceId) });
    expect(booking.payment.amount.amount).toBe(200_000_000);
    expect((await dear.http.get('/bookings')).body.items).toHaveLength(1);
  });
});

describe('a request nobody answers', () => {
  it('cannot be accepted or moved once its time is over, even before anything was swept', async () => {
    const booking = await visits.booked(carla, shop);
    expect(booking.expiresAt).toBe(plusMinutes(visits.app.clock.now(), 15));
    visits.app.clock.advance(15 * 60_000);
    expect(refusal(await visits.do(shop, 'accept', booking))).toEqual([409, 'illegal-transition']);
    const move = { startAt: visits.nextStart() };
    expect(refusal(await visits.do(carla, 'reschedule', booking, move))).toEqual([409, 'illegal-transition']);
    expect((await visits.seen(shop, booking)).actions).toEqual(['decline', 'cancel']);
  });

  it.each([
    ['its chair is still held', { 'busy.$.until': null }],
    ['its chair is somebody else’s', { 'busy.$.until': new Date(0) }],
  ])('cannot be accepted when either of the two deadlines is over: %s', async (what, entry) => {
    const booking = await visits.booked(carla, shop);
    await visits.app.db.collection('calendars').updateOne({ 'busy.bookingId': booking.id }, { $set: entry });
    if (what.includes('held')) visits.app.clock.advance(15 * 60_000);
    expect(refusal(await visits.do(shop, 'accept', booking))).toEqual([409, 'illegal-transition']);
    expect(await visits.seen(visits.admin, booking)).toMatchObject({ status: 'requested', version: 1 });
    await visits.did(carla, 'cancel', booking);
  });

  it('is not ended when it was moved at the moment at which it was found to be over', async () => {
    const booking = await visits.booked(carla, shop);
    const repository = visits.app.get(BookingsRepository);
    const findExpired = repository.findExpired.bind(repository);
    repository.findExpired = async (now, limit) => {
      repository.findExpired = findExpired;
      const found = await findExpired(now, limit);
      visits.app.clock.set(MONDAY);
      await visits.did(carla, 'reschedule', booking, { startAt: visits.nextStart() });
      return found;
    };
    visits.app.clock.advance(15 * 60_000);
    await visits.sweep();
    expect(await visits.seen(carla, booking)).toMatchObject({ status: 'requested', version: 2 });
  });

  it('can be accepted in its last millisecond', async () => {
    const booking = await visits.booked(carla, shop);
    visits.app.clock.advance(15 * 60_000 - 1);
    expect(await visits.did(shop, 'accept', booking)).toMatchObject({ status: 'accepted' });
  });

  it('ends by itself, is told of, and its time is open again', async () => {
    const startAt = visits.nextStart();
    const booking = await visits.booked(carla, shop, { startAt });
    expect(await visits.isOpen(shop, startAt)).toBe(false);
    visits.app.clock.advance(15 * 60_000);
    expect(await visits.isOpen(shop, startAt)).toBe(true);
    await visits.sweep();
    const seen = await visits.seen(carla, booking);
    expect(seen).toMatchObject({ status: 'expired', actions: [], version: 2 });
    expect(seen.expiresAt).toBeUndefined();
    expect(seen.history.at(-1)).toMatchObject({ verb: 'expire', by: 'system', from: 'requested', to: 'expired' });
    expect((await visits.entries(shop)).filter(({ bookingId }) => bookingId === booking.id)).toEqual([]);
    expect(
      await visits.app.db
        .collection('outbox')
        .countDocuments({ name: 'booking.expired', 'payload.bookingId': booking.id }),
    ).toBe(1);
    expect(await visits.booked(await visits.customer(), shop, { startAt })).toMatchObject({ status: 'requested' });
  });

  it('waits no longer than until its own start', async () => {
    const booking = await visits.booked(carla, shop);
    visits.app.clock.set(plusMinutes(MONDAY, -5));
    expect(await visits.did(shop, 'reschedule', booking, { startAt: MONDAY.toISOString() })).toMatchObject({
      scheduledAt: MONDAY.toISOString(),
      expiresAt: MONDAY.toISOString(),
    });
  });

  it('is ended even when another one cannot be', async () => {
    const stuck = await visits.booked(carla, shop);
    const other = await visits.booked(carla, shop);
    await bookings().updateOne(
      { _id: stuck.id },
      { $set: { version: 0.5, expiresAt: MONDAY } },
      { bypassDocumentValidation: true },
    );
    visits.app.clock.advance(15 * 60_000);
    await expect(visits.sweep()).rejects.toThrow('validation');
    expect(await visits.seen(carla, other)).toMatchObject({ status: 'expired' });
    await bookings().deleteOne({ _id: stuck.id });
  });

  it('is ended by one of two nodes that sweep at once', async () => {
    const booking = await visits.booked(carla, shop);
    visits.app.clock.advance(15 * 60_000);
    await Promise.all([visits.sweep(), visits.sweep(), visits.sweep()]);
    expect((await visits.seen(carla, booking)).history).toHaveLength(2);
  });
});

describe('cancelling', () => {
  it.each(['requested', 'accepted'] as const)('a booking that is %s opens its time again at once', async (status) => {
    const startAt = visits.nextStart();
    const booking = await visits.booked(carla, shop, { startAt });
    if (status === 'accepted') await visits.did(shop, 'accept', booking);
    await visits.did(carla, 'cancel', booking, { reason: 'ill' });
    expect(await visits.isOpen(shop, startAt)).toBe(true);
    expect((await visits.entries(shop)).filter(({ bookingId }) => bookingId === booking.id)).toEqual([]);
  });
});

describe('what fails half-way changes nothing', () => {
  const fact = (work: () => Promise<unknown>) => visits.refusing('outbox', work);
  const untilOf = async ({ id }: { id: string }) =>
    (await visits.entries(shop))
      .filter(({ bookingId }) => bookingId === id)
      .map(({ until }) => until?.toISOString() ?? null);

  it('booking: the slot is open at once', async () => {
    const startAt = visits.nextStart();
    await fact(async () => expect((await visits.book(carla, shop, { startAt })).status).toBe(500));
    expect(await visits.isOpen(shop, startAt)).toBe(true);
    expect(await bookings().countDocuments({ barberId: shop.barberId, scheduledAt: new Date(startAt) })).toBe(0);
  });

  it('accepting: it waits on, and its chair until its deadline only', async () => {
    const booking = await visits.booked(carla, shop);
    await fact(async () => expect((await visits.do(shop, 'accept', booking)).status).toBe(500));
    expect(await visits.seen(carla, booking)).toEqual(booking);
    expect(await untilOf(booking)).toEqual([booking.expiresAt]);
  });

  it.each(['cancel', 'no-show'])('%s: the chair is still held', async (verb) => {
    const booking = await visits.accepted(carla, shop);
    await fact(async () => expect((await visits.do(shop, verb, booking)).status).toBe(500));
    expect(await visits.seen(shop, booking)).toEqual(booking);
    expect(await untilOf(booking)).toEqual([null]);
  });

  it('moving: the old time is held, the new one is open', async () => {
    const booking = await visits.accepted(carla, shop);
    const startAt = visits.nextStart();
    await fact(async () => expect((await visits.do(shop, 'reschedule', booking, { startAt })).status).toBe(500));
    expect(await visits.isOpen(shop, startAt)).toBe(true);
    expect(await visits.isOpen(shop, booking.scheduledAt)).toBe(false);
  });

  it('taking time off: the time is open at once', async () => {
    const startAt = visits.nextStart();
    const away = { startAt, endAt: plusMinutes(startAt, 60) };
    await visits.refusing('time_off', async () =>
      expect((await shop.http.post('/barbers/me/time-off', away)).status).toBe(500),
    );
    expect(await visits.isOpen(shop, startAt)).toBe(true);
  });
});

describe('a barber who takes everybody', () => {
  it('has the booking at once, as created and as accepted', async () => {
    const instant = await visits.shop({ requestMode: 'instant' });
    const booking = await visits.booked(carla, instant);
    expect(booking).toMatchObject({
      status: 'accepted',
      version: 1,
      history: [{ verb: 'book', by: 'customer', from: null, to: 'accepted' }],
    });
    const facts = await visits.app.db.collection('outbox').find({ 'payload.bookingId': booking.id }).toArray();
    expect(facts.map(({ name }) => name).sort()).toEqual(['booking.accepted', 'booking.created']);
    expect((await visits.entries(instant)).map(({ until }) => until)).toEqual([null]);
  });
});

describe('a guest', () => {
  it('is seated by the barber at once, without notice, through the same gate', async () => {
    const here = await visits.shop();
    const now = MONDAY.toISOString();
    const { status, body } = await visits.guest(here, now, { guest: { name: 'Gus', phone: '+441172960000' } });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: 'accepted',
      customerId: null,
      customer: null,
      guest: { name: 'Gus', phone: '+441172960000' },
    });
    expect(body.actions).toEqual(['reschedule', 'start', 'cancel', 'no-show']);
    expect(refusal(await visits.guest(here, plusMinutes(now, 15)))).toEqual([409, 'slot-taken']);
    const facts = await visits.app.db.collection('outbox').find({ 'payload.bookingId': body.id }).toArray();
    expect(facts.map(({ name }) => name).sort()).toEqual(['booking.accepted', 'booking.created']);
    const stored = await visits.app.db.collection<{ _id: string }>('bookings').findOne({ _id: body.id });
    expect(JSON.stringify(stored)).not.toContain('2960000');
  });

  it('is seated by barbers only, and only in their own chair', async () => {
    const body = { guest: { name: 'Gus' }, serviceIds: [shop.services[0]!.serviceId], startAt: visits.nextStart() };
    expect(refusal(await carla.http.post('/barbers/me/bookings', body))).toEqual([403, 'forbidden']);
    const other = await visits.shop();
    expect(refusal(await other.http.post('/barbers/me/bookings', body))).toEqual([422, 'service-not-offered']);
  });
});

describe('setting off', () => {
  it('is for visits at the customer’s place, once, and shown', async () => {
    const inShop = await visits.accepted(carla, shop);
    expect(refusal(await visits.do(shop, 'depart', inShop))).toEqual([409, 'illegal-transition']);
    const atHome = await visits.accepted(carla, shop, { location: AT_HOME });
    expect(atHome.actions).toContain('depart');
    const departed = await visits.did(shop, 'depart', atHome);
    expect(departed).toMatchObject({ status: 'accepted', departedAt: visits.app.clock.now().toISOString() });
    expect(departed.actions).not.toContain('depart');
    expect(refusal(await visits.do(shop, 'depart', atHome))).toEqual([409, 'illegal-transition']);
  });
});

describe('the gate', () => {
  it('gives one of fifty who ask at the same moment, with unequal visits, the chair', async () => {
    const one = await visits.shop();
    const crowd = await Promise.all(Array.from({ length: 10 }, () => visits.customer()));
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        visits.book(crowd[i % 10]!, one, {
          startAt: day(1, ['09:45', '10:00', '10:15'][i % 3]!),
          serviceIds: [one.services[1]!.serviceId],
          force: true,
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(({ body }) => body.code))).toEqual(
      new Set(['slot-taken']),
    );
    expect(await visits.entries(one)).toHaveLength(1);
  });
});
