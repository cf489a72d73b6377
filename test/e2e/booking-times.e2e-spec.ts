import { must, openEveryDay, type Person, type Shop } from '../support/people.ts';
import { day, MONDAY, plusMinutes, refusal, Visits } from '../support/visits.ts';

const LOS_ANGELES = { type: 'Point', coordinates: [-118.2437, 34.0522] };
const AUCKLAND = { type: 'Point', coordinates: [174.7633, -36.8485] };

let visits: Visits;
let carla: Person;
beforeAll(async () => {
  visits = await Visits.open();
  carla = await visits.customer('Carla');
});
beforeEach(() => visits.app.clock.set(MONDAY));
afterAll(() => visits.close());

const entriesOf = async (shop: Shop, { id }: { id: string }) =>
  (await visits.entries(shop))
    .filter(({ bookingId }) => bookingId === id)
    .map((entry) => [entry.day, entry.start.toISOString(), entry.end.toISOString()]);

describe('moving a visit', () => {
  it('by a quarter of an hour does not collide with itself', async () => {
    const shop = await visits.shop();
    const booking = await visits.booked(carla, shop, { startAt: day(1, '10:00') });
    const moved = await visits.did(carla, 'reschedule', booking, { startAt: day(1, '10:15') });
    expect(moved).toMatchObject({
      scheduledAt: day(1, '10:15'),
      endAt: day(1, '10:45'),
      version: 2,
      status: 'requested',
    });
    expect(await entriesOf(shop, booking)).toEqual([['2035-03-06', day(1, '10:15'), day(1, '10:45')]]);
    expect(await visits.isOpen(shop, day(1, '09:45'))).toBe(true);
    expect(await visits.isOpen(shop, day(1, '10:00'))).toBe(false);
  });

  it('onto a taken time is refused, and the old time is still held', async () => {
    const shop = await visits.shop();
    const [first, second] = [await visits.customer(), await visits.customer()];
    await visits.accepted(first, shop, { startAt: day(1, '12:00') });
    const booking = await visits.accepted(second, shop, { startAt: day(1, '10:00') });
    for (const who of [second, shop])
      expect(refusal(await visits.do(who, 'reschedule', booking, { startAt: day(1, '11:45') }))).toEqual([
        409,
        'slot-taken',
      ]);
    expect(await visits.seen(second, booking)).toMatchObject({
      scheduledAt: day(1, '10:00'),
      status: 'accepted',
      version: 2,
    });
    expect(await entriesOf(shop, booking)).toEqual([['2035-03-06', day(1, '10:00'), day(1, '10:30')]]);
    expect(refusal(await visits.book(first, shop, { startAt: day(1, '10:15') }))).toEqual([409, 'slot-taken']);
  });

  it('by the customer asks the barber anew, with a new deadline; by the barber it stays accepted', async () => {
    const shop = await visits.shop();
    const booking = await visits.accepted(carla, shop, { startAt: day(1, '14:00') });
    expect(await visits.did(shop, 'reschedule', booking, { startAt: day(1, '15:00') })).toMatchObject({
      status: 'accepted',
    });
    visits.app.clock.advance(60_000);
    const asked = await visits.did(carla, 'reschedule', booking, { startAt: day(1, '16:00'), reason: 'late train' });
    expect(asked).toMatchObject({ status: 'requested', expiresAt: plusMinutes(MONDAY, 16) });
    expect(asked.history.at(-1)).toMatchObject({ from: 'accepted', to: 'requested', reason: 'late train' });
    const [entry] = await visits.entries(shop);
    expect(entry!.until).toEqual(new Date(asked.expiresAt));
    expect(await visits.did(shop, 'accept', booking)).toMatchObject({
      status: 'accepted',
      scheduledAt: day(1, '16:00'),
    });
    expect((await visits.entries(shop)).map(({ until }) => until)).toEqual([null]);
  });

  it('by the customer stays accepted where the barber takes everybody', async () => {
    const shop = await visits.shop({ requestMode: 'instant' });
    const booking = await visits.booked(carla, shop, { startAt: day(1, '18:00') });
    expect(await visits.did(carla, 'reschedule', booking, { startAt: day(1, '19:00') })).toMatchObject({
      status: 'accepted',
    });
  });

  it('to another day leaves nothing behind on the first', async () => {
    const shop = await visits.shop();
    const booking = await visits.booked(carla, shop, { startAt: day(1, '20:00') });
    await visits.did(carla, 'reschedule', booking, { startAt: day(3, '20:00') });
    expect(await entriesOf(shop, booking)).toEqual([['2035-03-08', day(3, '20:00'), day(3, '20:30')]]);
    expect(await visits.isOpen(shop, day(1, '20:00'))).toBe(true);
  });

  // UTC midnight is 16:00 in Los Angeles and 13:00 (summer) in Auckland: the middle of a working day.
  it.each([
    ['Los Angeles', LOS_ANGELES, 'America/Los_Angeles'],
    ['Auckland', AUCKLAND, 'Pacific/Auckland'],
  ])('across UTC midnight works in %s', async (_city, location, zone) => {
    const shop = await visits.shop({ location }, openEveryDay('09:00', '18:00'));
    const booking = await visits.booked(carla, shop, { startAt: day(1, '23:00'), force: true });
    expect(booking.timezone).toBe(zone);
    await visits.did(carla, 'reschedule', booking, { startAt: day(1, '23:45'), force: true });
    const across = [day(1, '23:45'), day(2, '00:15')];
    expect(await entriesOf(shop, booking)).toEqual([
      ['2035-03-06', ...across],
      ['2035-03-07', ...across],
    ]);
    const rival = await visits.customer();
    for (const startAt of [day(1, '23:30'), day(2, '00:00')])
      expect(refusal(await visits.book(rival, shop, { startAt }))).toEqual([409, 'slot-taken']);
    await visits.did(carla, 'reschedule', booking, { startAt: day(2, '00:00'), force: true });
    expect(await entriesOf(shop, booking)).toEqual([['2035-03-07', day(2, '00:00'), day(2, '00:30')]]);
    expect(await visits.isOpen(shop, day(1, '23:30'))).toBe(true);
    await visits.did(shop, 'accept', booking);
    await visits.did(carla, 'cancel', booking);
    expect(await visits.entries(shop)).toEqual([]);
  });

  it.each([
    ['off the grid', day(1, '10:07')],
    ['in the past', day(-1, '10:00')],
    ['sooner than the notice', plusMinutes(MONDAY, 15)],
    ['too far ahead', day(366, '10:00')],
    ['in time off', day(5, '10:00')],
  ])('to a start that is %s is refused like a new booking', async (_what, startAt) => {
    const shop = await visits.shop();
    await must(shop.http.post('/barbers/me/time-off', { startAt: day(5, '00:00'), endAt: day(6, '00:00') }));
    const booking = await visits.booked(carla, shop, { startAt: day(1, '10:00'), force: true });
    const refused = [422, 'outside-availability'];
    expect(refusal(await visits.do(carla, 'reschedule', booking, { startAt, force: true }))).toEqual(refused);
    expect(refusal(await visits.book(carla, shop, { startAt, force: true }))).toEqual(refused);
  });

  it('onto each other: of two that swap places at once neither ends up in the other’s chair', async () => {
    const shop = await visits.shop();
    const [first, second] = [await visits.customer(), await visits.customer()];
    const a = await visits.booked(first, shop, { startAt: day(1, '10:00') });
    const b = await visits.booked(second, shop, { startAt: day(1, '11:00') });
    const answers = await Promise.all([
      visits.do(first, 'reschedule', a, { startAt: day(1, '11:00') }),
      visits.do(second, 'reschedule', b, { startAt: day(1, '10:00') }),
      visits.do(first, 'reschedule', a, { startAt: day(1, '12:00') }),
    ]);
    expect(answers.map(({ status }) => status).filter((status) => ![200, 409].includes(status))).toEqual([]);
    const starts = (await visits.entries(shop)).map(({ start }) => start.toISOString());
    expect(new Set(starts).size).toBe(2);
    const held = await Promise.all([visits.seen(first, a), visits.seen(second, b)]);
    expect(held.map(({ scheduledAt }) => scheduledAt).sort()).toEqual(starts.sort());
  });
});

describe('a customer’s own limits', () => {
  let limited: Visits;
  beforeAll(async () => {
    limited = await Visits.open({ MAX_OPEN_REQUESTS: '3' });
  });
  afterAll(() => limited.close());

  it('refuse a fourth open request until one is answered, cancelled or has run out', async () => {
    const [paul, shop] = [await limited.customer(), await limited.shop()];
    const open = [];
    for (let i = 0; i < 3; i++) open.push(await limited.booked(paul, shop));
    const refused = [422, 'too-many-open-requests'];
    const startAt = limited.nextStart();
    expect(refusal(await limited.book(paul, shop, { startAt, force: true }))).toEqual(refused);
    expect(await limited.isOpen(shop, startAt)).toBe(true);
    await limited.did(shop, 'accept', open[0]);
    expect(await limited.booked(paul, shop)).toMatchObject({ status: 'requested' });
    expect(refusal(await limited.book(paul, shop))).toEqual(refused);
    limited.app.clock.advance(15 * 60_000);
    expect(await limited.booked(paul, shop)).toMatchObject({ status: 'requested' });
    limited.app.clock.set(MONDAY);
  });

  it('do not count visits at barbers who take everybody, nor moves', async () => {
    const [paul, shop, instant] = [
      await limited.customer(),
      await limited.shop(),
      await limited.shop({ requestMode: 'instant' }),
    ];
    const first = await limited.booked(paul, shop);
    for (let i = 0; i < 2; i++) await limited.booked(paul, shop);
    expect(await limited.booked(paul, instant)).toMatchObject({ status: 'accepted' });
    expect(await limited.did(paul, 'reschedule', first, { startAt: limited.nextStart() })).toMatchObject({
      status: 'requested',
    });
  });

  it('cannot be slipped through by asking often at once', async () => {
    const shop = await limited.shop();
    for (let round = 0; round < 3; round++) {
      const paul = await limited.customer();
      // On different days, so that it is not the barber's calendar that keeps them in line.
      const starts = Array.from({ length: 6 }, (_, i) => day(20 + i, `1${round}:00`));
      const answers = await Promise.all(starts.map((startAt) => limited.book(paul, shop, { startAt })));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 422, 422, 422]);
      expect(await limited.app.db.collection('bookings').countDocuments({ customerId: paul.id })).toBe(3);
    }
  });

  it('refuse a second visit at the same time at another barber, unless it is meant', async () => {
    const [here, there, paul] = [await limited.shop(), await limited.shop(), await limited.customer()];
    await limited.booked(paul, here, { startAt: day(1, '10:00') });
    const startAt = day(1, '10:15');
    expect(refusal(await limited.book(paul, there, { startAt }))).toEqual([409, 'customer-busy']);
    expect(await limited.isOpen(there, startAt)).toBe(true);
    expect(await limited.booked(paul, there, { startAt: day(1, '10:30') })).toMatchObject({ status: 'requested' });
    expect(await limited.booked(paul, there, { startAt: day(1, '10:00'), force: true })).toMatchObject({
      status: 'requested',
    });
  });

  it('hold for moves too', async () => {
    const [here, there, paul] = [await limited.shop(), await limited.shop(), await limited.customer()];
    await limited.booked(paul, here, { startAt: day(1, '10:00') });
    const other = await limited.booked(paul, there, { startAt: day(1, '12:00') });
    expect(refusal(await limited.do(paul, 'reschedule', other, { startAt: day(1, '10:15') }))).toEqual([
      409,
      'customer-busy',
    ]);
    expect(await limited.seen(paul, other)).toMatchObject({ scheduledAt: day(1, '12:00'), version: 1 });
    expect(await limited.isOpen(there, day(1, '10:15'))).toBe(true);
    expect(await limited.did(paul, 'reschedule', other, { startAt: day(1, '10:15'), force: true })).toMatchObject({
      version: 2,
    });
  });

  it('cannot be slipped through by booking two barbers at once', async () => {
    const shops = [await limited.shop(), await limited.shop(), await limited.shop()];
    for (let round = 0; round < 5; round++) {
      const paul = await limited.customer();
      const startAt = limited.nextStart();
      const answers = await Promise.all(shops.map((shop) => limited.book(paul, shop, { startAt })));
      expect(answers.map((answer) => answer.body.code ?? answer.status).sort()).toEqual([
        201,
        'customer-busy',
        'customer-busy',
      ]);
    }
  });
});

describe('time off', () => {
  const timeOff = (shop: Shop, startAt: string, endAt: string) =>
    shop.http.post('/barbers/me/time-off', { startAt, endAt });

  it('shuts the time at once, for bookings and in what is offered, and opens it again when deleted', async () => {
    const shop = await visits.shop();
    const { status, body } = await timeOff(shop, day(1, '10:00'), day(1, '12:00'));
    expect([status, body]).toEqual([
      201,
      { id: expect.any(String), startAt: day(1, '10:00'), endAt: day(1, '12:00'), createdAt: MONDAY.toISOString() },
    ]);
    expect(await visits.starts(shop, day(1, '09:15'), day(1, '12:45'))).toEqual([
      day(1, '09:15'),
      day(1, '09:30'),
      day(1, '12:00'),
      day(1, '12:15'),
    ]);
    expect(refusal(await visits.book(carla, shop, { startAt: day(1, '11:45') }))).toEqual([
      422,
      'outside-availability',
    ]);
    expect(refusal(await visits.guest(shop, day(1, '11:45')))).toEqual([422, 'outside-availability']);
    expect((await shop.http.get('/barbers/me/time-off')).body.items).toEqual([body]);
    expect((await shop.http.delete(`/barbers/me/time-off/${body.id}`)).status).toBe(204);
    expect(refusal(await shop.http.delete(`/barbers/me/time-off/${body.id}`))).toEqual([404, 'not-found']);
    expect(await visits.booked(carla, shop, { startAt: day(1, '11:45'), force: true })).toMatchObject({
      status: 'requested',
    });
  });

  it('over bookings is refused and names every one of them', async () => {
    const shop = await visits.shop();
    const requested = await visits.booked(carla, shop, { startAt: day(1, '10:00'), force: true });
    const accepted = await visits.accepted(carla, shop, { startAt: day(2, '10:00'), force: true });
    const guest = (await must(visits.guest(shop, day(3, '10:00')))).body;
    const { status, body } = await timeOff(shop, day(1, '00:00'), day(4, '00:00'));
    expect([status, body.code]).toEqual([409, 'bookings-in-the-way']);
    expect(body.conflicts.toSorted()).toEqual([requested.id, accepted.id, guest.id].toSorted());
    expect((await visits.entries(shop)).filter(({ kind }) => kind === 'time_off')).toEqual([]);
    // Touching is no conflict.
    expect((await timeOff(shop, day(1, '10:30'), day(2, '10:00'))).status).toBe(201);
  });

  it('is not taken twice, and the barber’s own moves respect it', async () => {
    const shop = await visits.shop();
    const first = (await must(timeOff(shop, day(1, '00:00'), day(2, '00:00')))).body;
    const second = await timeOff(shop, day(1, '12:00'), day(2, '12:00'));
    expect([...refusal(second), second.body.conflicts]).toEqual([409, 'time-off-overlaps', [first.id]]);
    const booking = await visits.accepted(carla, shop, { startAt: day(3, '10:00'), force: true });
    expect(refusal(await visits.do(shop, 'reschedule', booking, { startAt: day(1, '10:00') }))).toEqual([
      422,
      'outside-availability',
    ]);
  });

  it('of two weeks shuts every day of it', async () => {
    const shop = await visits.shop({ location: AUCKLAND }, openEveryDay('09:00', '17:00'));
    const away = (await must(timeOff(shop, day(1, '11:00'), day(15, '11:00')))).body;
    expect(new Set((await visits.entries(shop)).map((entry) => entry.day)).size).toBe(15);
    expect(await visits.starts(shop, day(1, '11:00'), day(15, '11:00'))).toEqual([]);
    expect(refusal(await visits.book(carla, shop, { startAt: day(8, '00:00') }))).toEqual([
      422,
      'outside-availability',
    ]);
    await shop.http.delete(`/barbers/me/time-off/${away.id}`);
    expect(await visits.entries(shop)).toEqual([]);
  });

  it.each([
    ['62 days', day(1, '00:00'), day(63, '00:00'), 201, undefined],
    ['a minute more, so a 63rd', day(1, '00:00'), day(63, '00:01'), 422, 'time-off-too-long'],
    ['what is over', day(-2, '00:00'), day(-1, '00:00'), 422, 'time-off-in-past'],
    ['what has begun', day(-1, '00:00'), day(1, '00:00'), 201, undefined],
  ])('%s: %s', async (_what, startAt, endAt, status, code) => {
    expect(refusal(await timeOff(await visits.shop(), startAt, endAt))).toEqual([status, code]);
  });

  it('and a booking of the same time at the same moment: one of them', async () => {
    const shop = await visits.shop();
    for (let round = 0; round < 3; round++) {
      const startAt = visits.nextStart();
      const [booked, away] = await Promise.all([
        visits.book(carla, shop, { startAt, force: true }),
        timeOff(shop, plusMinutes(startAt, -30), plusMinutes(startAt, 15)),
      ]);
      expect([booked.status, away.status].filter((status) => status === 201)).toHaveLength(1);
    }
  });

  it('is the barber’s own affair', async () => {
    const [shop, other] = [await visits.shop(), await visits.shop()];
    const { body } = await must(timeOff(shop, day(1, '10:00'), day(1, '12:00')));
    expect(refusal(await other.http.delete(`/barbers/me/time-off/${body.id}`))).toEqual([404, 'not-found']);
    expect(refusal(await carla.http.get('/barbers/me/time-off'))).toEqual([403, 'forbidden']);
    expect((await other.http.get('/barbers/me/time-off')).body.items).toEqual([]);
  });
});

describe('a dated exception', () => {
  it('replaces the hours of its date only', async () => {
    const shop = await visits.shop({}, openEveryDay('09:00', '11:00'));
    await must(
      shop.http.put('/barbers/me/exceptions', [
        { date: '2035-03-06', closed: true },
        {
          date: '2035-03-07',
          startTime: '14:00',
          endTime: '16:00',
          breaks: [{ startTime: '14:30', endTime: '15:30' }],
        },
      ]),
    );
    expect(await visits.starts(shop, day(1, '00:00'), day(2, '00:00'))).toEqual([]);
    expect(await visits.starts(shop, day(2, '00:00'), day(3, '00:00'))).toEqual([day(2, '14:00'), day(2, '15:30')]);
    expect((await visits.starts(shop, day(3, '00:00'), day(4, '00:00')))[0]).toBe(day(3, '09:00'));
    for (const startAt of [day(1, '09:00'), day(2, '09:00'), day(2, '14:15')])
      expect(refusal(await visits.book(carla, shop, { startAt, force: true }))).toEqual([422, 'outside-availability']);
    expect(await visits.booked(carla, shop, { startAt: day(2, '15:30'), force: true })).toMatchObject({
      status: 'requested',
    });
    await must(shop.http.put('/barbers/me/exceptions', []));
    expect(await visits.isOpen(shop, day(1, '09:00'))).toBe(true);
  });
});

describe('an approval that is withdrawn', () => {
  it('ends new bookings at once, while accepted ones live on', async () => {
    const shop = await visits.shop();
    const accepted = await visits.accepted(carla, shop, { startAt: day(4, '10:00'), force: true });
    const moving = await visits.accepted(carla, shop, { startAt: day(4, '12:00'), force: true });
    await must(visits.admin.http.post(`/admin/verifications/${shop.id}/reject`, { notes: 'certificate ran out' }));
    expect(refusal(await visits.book(carla, shop, { startAt: day(4, '14:00'), force: true }))).toEqual([
      422,
      'not-bookable',
    ]);
    expect(refusal(await visits.guest(shop, day(4, '14:00')))).toEqual([422, 'not-bookable']);
    expect(refusal(await visits.app.http.get(`/barbers/${shop.barberId}`))).toEqual([404, 'not-found']);
    // A move by the customer would be a new request.
    expect(refusal(await visits.do(carla, 'reschedule', moving, { startAt: day(4, '16:00'), force: true }))).toEqual([
      422,
      'not-bookable',
    ]);
    expect(await visits.did(carla, 'cancel', moving)).toMatchObject({ status: 'cancelled' });
    await visits.did(shop, 'start', accepted);
    expect(await visits.did(shop, 'complete', accepted)).toMatchObject({ status: 'completed' });
    await must(visits.admin.http.post(`/admin/verifications/${shop.id}/approve`, {}));
    expect(await visits.booked(carla, shop, { startAt: day(4, '14:00'), force: true })).toMatchObject({
      status: 'requested',
    });
  });
});
