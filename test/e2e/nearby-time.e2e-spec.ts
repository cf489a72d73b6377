import { jest } from '@jest/globals';
import { BarbersSearchService } from '../../src/modules/shop/barbers/search/barbers-search.service.ts';
import { BarbersService } from '../../src/modules/shop/barbers/barbers.service.ts';
import { MyBarberService } from '../../src/modules/shop/barbers/my-barber.service.ts';
import { CalendarsService } from '../../src/modules/shop/calendars/calendars.service.ts';
import { TimeOffService } from '../../src/modules/shop/time-off/time-off.service.ts';
import { bootApp, type TestApp } from '../support/app.ts';
import {
  addBarber,
  addBarbers,
  allPages,
  allWeek,
  anyId,
  barberAt,
  BEARD,
  HAIRCUT,
  nearbyPath,
  offer,
  shifted,
} from '../support/nearby-barbers.ts';

let app: TestApp;
beforeAll(async () => {
  app = await bootApp({ ROLES: 'api' });
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.set('2027-03-01T08:02:00Z');
  for (const name of ['barbers', 'calendars']) await app.db.collection(name).deleteMany({});
});

const find = async (query: Record<string, unknown> = {}): Promise<any[]> => {
  const { status, body } = await app.http.get(nearbyPath(query));
  expect({ status, body }).toMatchObject({ status: 200 });
  return body.items;
};
const startsOf = async (query: Record<string, unknown>) =>
  Object.fromEntries((await find(query)).map(({ name, nextSlot }) => [name, nextSlot?.startAt]));

/** An entry on the calendar as a booking leaves it; with `until` one that lapses. */
async function busy(barberId: string, start: string, end: string, until: string | null = null): Promise<void> {
  const [first, last] = [new Date(start), new Date(end)];
  const entry = { bookingId: anyId(), kind: 'booking', start: first, end: last, until: until && new Date(until) };
  for (let day = new Date(start.slice(0, 10)); day < last; day = new Date(day.getTime() + 86_400_000)) {
    const _id = `${barberId}:${day.toISOString().slice(0, 10)}`;
    const update = { $push: { busy: entry }, $setOnInsert: { version: 0 } };
    await app.db.collection('calendars').updateOne({ _id } as never, update as never, { upsert: true });
  }
}
const bound = async (id: string): Promise<Date | null> =>
  (await app.db.collection('barbers').findOne({ _id: id as never }))?.nextFreeFrom;

describe('with a window', () => {
  const monday = { from: '2027-03-08T10:00:00Z', to: '2027-03-08T12:00:00Z' };

  it('only barbers with an open visit in it are found, with the first one', async () => {
    const [full, late] = await addBarbers(app, [barberAt({ name: 'full' }), barberAt({ name: 'late' })]);
    await addBarbers(app, [
      barberAt({ name: 'free' }),
      barberAt({ name: 'closed', availability: { tuesday: { startTime: '09:00', endTime: '17:00', breaks: [] } } }),
      barberAt({ name: 'opens 11:45', availability: allWeek('11:45', '17:00') }),
      barberAt({ name: 'listing', userId: null }),
      barberAt({ name: 'no services', services: [] }),
    ]);
    await busy(full!, '2027-03-07T22:00:00Z', '2027-03-08T11:40:00Z');
    await busy(late!, '2027-03-08T09:00:00Z', '2027-03-08T11:20:00Z');
    expect(await startsOf(monday)).toEqual({ free: '2027-03-08T10:00:00.000Z', late: '2027-03-08T11:30:00.000Z' });
    expect(await startsOf({ ...monday, sort: 'soonest' })).toEqual(await startsOf(monday));
    expect(await startsOf({ ...monday, sort: 'rating' })).toEqual(await startsOf(monday));
    expect(await find({ ...monday, bookable: false })).toEqual([]);
  });

  it('is the same as what the barber’s own availability says', async () => {
    const id = await addBarber(app, {
      buffers: { before: 10, after: 5 },
      availability: allWeek('09:00', '11:00'),
      slotGrid: 20,
    });
    await busy(id, '2027-03-08T09:10:00Z', '2027-03-08T09:50:00Z');
    const window = { from: '2027-03-08T00:00:00Z', to: '2027-03-09T00:00:00Z' };
    const query = `from=${window.from}&to=${window.to}&serviceIds=${HAIRCUT}`;
    const { body } = await app.http.get(`/barbers/${id}/availability?${query}`);
    expect((await find(window))[0].nextSlot).toEqual(body.slots[0]);
    expect(body.slots[0].startAt).toBe('2027-03-08T10:00:00.000Z');
  });

  it('minds buffers that reach over midnight into the days before and after', async () => {
    const id = await addBarber(app, { buffers: { before: 10, after: 15 } });
    await busy(id, '2027-03-08T23:00:00Z', '2027-03-08T23:55:00Z');
    await busy(id, '2027-03-10T00:05:00Z', '2027-03-10T01:00:00Z');
    const [first] = await find({ from: '2027-03-09T00:00:00Z', to: '2027-03-09T12:00:00Z' });
    expect(first.nextSlot.startAt).toBe('2027-03-09T00:15:00.000Z');
    expect(await find({ from: '2027-03-09T23:25:00Z', to: '2027-03-10T00:00:00Z' })).toEqual([]);
  });

  it('takes the length of the service that is asked for, else of the shortest one that may be meant', async () => {
    await addBarber(app, {
      services: [offer(HAIRCUT, 3_500, 60), offer(BEARD, 1_500, 90), offer('c'.repeat(24), 9_000, 15)],
    });
    const minutes = async (query: Record<string, unknown>) => {
      const [{ nextSlot }] = await find({ ...monday, ...query });
      return (Date.parse(nextSlot.endAt) - Date.parse(nextSlot.startAt)) / 60_000;
    };
    expect(await minutes({})).toBe(15);
    expect(await minutes({ serviceId: HAIRCUT })).toBe(60);
    expect(await minutes({ serviceId: BEARD })).toBe(90);
    expect(await minutes({ maxPrice: 4_000 })).toBe(60);
    expect(await minutes({ maxPrice: 2_000 })).toBe(90);
  });

  it('may lie behind other days, hold nothing, or be over', async () => {
    await addBarber(app);
    expect(await find({ from: '2027-02-01T00:00:00Z', to: '2027-02-02T00:00:00Z' })).toEqual([]);
    expect(await find({ from: '2027-03-08T10:00:00Z', to: '2027-03-08T10:29:00Z' })).toEqual([]);
    expect(await find({ from: '2029-01-01T00:00:00Z', to: '2029-01-02T00:00:00Z' })).toEqual([]);
    const wide = await startsOf({ from: '2027-02-01T00:00:00Z', to: '2027-04-01T00:00:00Z' });
    expect(Object.values(wide)).toEqual(['2027-03-01T08:45:00.000Z']);
  });

  it('is searched as far as the radius goes, however many nearer barbers are full', async () => {
    const near = Array.from({ length: 130 }, (_, i) =>
      barberAt({ at: shifted(i), availability: allWeek('00:00', '09:00') }),
    );
    await addBarbers(app, [...near, ...Array.from({ length: 9 }, (_, i) => barberAt({ at: shifted(1_000 + i) }))]);
    const items = await allPages(app, { ...monday, limit: 4 });
    expect(items.map(({ distance }) => distance)).toEqual(Array.from({ length: 9 }, (_, i) => 1_000 + i));
  });

  it('ends a page early rather than work for ever, and goes on from there', async () => {
    const near = Array.from({ length: 520 }, () =>
      barberAt({ at: shifted(10), availability: allWeek('00:00', '09:00') }),
    );
    await addBarbers(app, [...near, barberAt({ at: shifted(20) })]);
    const first = (await app.http.get(nearbyPath(monday))).body;
    expect(first).toEqual({ items: [], nextCursor: expect.any(String) });
    expect((await allPages(app, monday)).map(({ distance }) => distance)).toEqual([20]);
  });
});

describe('soonest', () => {
  it('is by the first open visit, then distance, then id; who has no time for 14 days is left out', async () => {
    const day = (name: string) => ({ [name]: { startTime: '09:00', endTime: '17:00', breaks: [] } });
    const [away] = await addBarbers(app, [barberAt({ name: 'away' })]);
    await addBarbers(app, [
      barberAt({ name: 'wednesday', availability: day('wednesday') }),
      barberAt({ name: 'now, farther', at: shifted(900) }),
      barberAt({ name: 'tuesday', availability: day('tuesday'), at: shifted(2_000) }),
      barberAt({ name: 'now, nearer', at: shifted(800) }),
      barberAt({
        name: 'closed',
        availability: {},
        exceptions: [{ date: '2027-03-16', startTime: '09:00', endTime: '17:00', breaks: [] }],
      }),
    ]);
    await busy(away!, '2027-02-25T00:00:00Z', '2027-03-20T00:00:00Z');
    const names = (await find({ sort: 'soonest' })).map(({ name }) => name);
    expect(names).toEqual(['now, nearer', 'now, farther', 'tuesday', 'wednesday']);
  });

  it('in pages is each once, in order, though calendars are read in batches', async () => {
    const hours = (index: number) => allWeek(`${String(9 + (index % 8)).padStart(2, '0')}:00`, '23:00');
    const shops = Array.from({ length: 180 }, (_, i) =>
      barberAt({ at: shifted((i * 7) % 90), availability: hours(i * 5) }),
    );
    await addBarbers(app, shops);
    const items = await allPages(app, { sort: 'soonest', limit: 17 });
    const key = ({ nextSlot, distance, id }: any) => `${nextSlot.startAt} ${String(distance).padStart(6, '0')} ${id}`;
    expect(items.map(key)).toEqual(items.map(key).sort());
    expect(new Set(items.map(({ id }) => id)).size).toBe(180);
    for (let round = 0; round < 2; round++) expect(await allPages(app, { sort: 'soonest', limit: 100 })).toEqual(items);
  });
});

describe('what is remembered about open time', () => {
  const soonest = (query = {}) => startsOf({ sort: 'soonest', ...query });
  const release = (barberId: string, from: string) => app.get(BarbersService).timeOpened(barberId, new Date(from));

  it('is a bound that a search raises and the next one uses; a second search writes nothing', async () => {
    const id = await addBarber(app);
    await busy(id, '2027-03-01T08:00:00Z', '2027-03-05T12:10:00Z');
    await soonest();
    expect(await bound(id)).toEqual(new Date('2027-03-05T12:10:00Z'));
    await app.db.command({ profile: 2 });
    await soonest();
    await app.db.command({ profile: 0 });
    const ops = await app.db
      .collection('system.profile')
      .find({ op: { $ne: 'query' } })
      .toArray();
    await app.db.dropCollection('system.profile');
    expect(ops).toEqual([]);
  });

  it('is nothing as long as there is time at once', async () => {
    const id = await addBarber(app);
    await soonest();
    expect(await bound(id)).toBeNull();
  });

  it('does not count requests and holds, which end without a write', async () => {
    const id = await addBarber(app, { name: 'x' });
    await busy(id, '2027-03-01T08:00:00Z', '2027-03-02T12:00:00Z');
    await busy(id, '2027-03-02T12:00:00Z', '2027-03-03T12:00:00Z', '2027-03-01T08:15:00Z');
    expect(await soonest()).toEqual({ x: '2027-03-03T12:00:00.000Z' });
    expect(await bound(id)).toEqual(new Date('2027-03-02T12:00:00Z'));
    app.clock.advance(14 * 60_000);
    expect(await soonest()).toEqual({ x: '2027-03-02T12:00:00.000Z' });
  });

  it('is for the shortest service, whichever was asked for', async () => {
    const id = await addBarber(app, { name: 'x', services: [offer(HAIRCUT, 3_500, 60), offer(BEARD, 1_500, 15)] });
    await busy(id, '2027-03-01T08:00:00Z', '2027-03-02T12:00:00Z');
    await busy(id, '2027-03-02T12:30:00Z', '2027-03-03T12:00:00Z');
    expect(await soonest({ serviceId: HAIRCUT })).toEqual({ x: '2027-03-03T12:00:00.000Z' });
    expect(await soonest({ serviceId: BEARD })).toEqual({ x: '2027-03-02T12:00:00.000Z' });
  });

  it('depends neither on the grid nor on the notice, which are settings', async () => {
    const id = await addBarber(app, { availability: allWeek('09:10', '17:00'), name: 'x' });
    await busy(id, '2027-03-01T08:00:00Z', '2027-03-01T20:00:00Z');
    expect(await soonest()).toEqual({ x: '2027-03-02T09:15:00.000Z' });
    expect(await bound(id)).toEqual(new Date('2027-03-02T09:10:00Z'));
  });

  it('is not learned from a window that begins later', async () => {
    const id = await addBarber(app, { name: 'x' });
    await busy(id, '2027-03-08T00:00:00Z', '2027-03-10T00:00:00Z');
    expect(await startsOf({ from: '2027-03-08T00:00:00Z', to: '2027-03-12T00:00:00Z' })).toEqual({
      x: '2027-03-10T00:00:00.000Z',
    });
    expect(await bound(id)).toBeNull();
    expect(await soonest()).toEqual({ x: '2027-03-01T08:45:00.000Z' });
  });

  it('reaches to the end of what was seen when there is no time at all', async () => {
    const id = await addBarber(app, { name: 'x' });
    await busy(id, '2027-03-01T00:00:00Z', '2027-03-25T00:00:00Z');
    expect(await soonest()).toEqual({});
    expect(await bound(id)).toEqual(new Date('2027-03-15T07:32:00Z'));
    app.clock.set('2027-03-12T00:00:00Z');
    expect(await soonest()).toEqual({ x: '2027-03-25T00:00:00.000Z' });
  });

  it('falls when time opens, to where the shortest visit could now begin, buffers and all', async () => {
    const id = await addBarber(app, {
      name: 'x',
      services: [offer(HAIRCUT, 3_500, 45)],
      buffers: { before: 0, after: 15 },
    });
    await busy(id, '2027-03-01T08:00:00Z', '2027-03-02T12:00:00Z');
    await busy(id, '2027-03-02T12:50:00Z', '2027-03-05T12:00:00Z');
    expect(await soonest()).toEqual({ x: '2027-03-05T12:00:00.000Z' });
    // The second entry goes: 12:00 to 12:50 was too short a moment ago, and is the beginning of the first visit now.
    await app.db
      .collection('calendars')
      .updateMany({}, { $pull: { busy: { end: new Date('2027-03-05T12:00:00Z') } } } as never);
    await release(id, '2027-03-02T12:50:00Z');
    expect(await soonest()).toEqual({ x: '2027-03-02T12:00:00.000Z' });
  });

  it('stays unknown when time opens before anybody looked', async () => {
    const id = await addBarber(app);
    await release(id, '2027-03-09T12:00:00Z');
    expect(await bound(id)).toBeNull();
  });

  it('is not raised by a search that looked before time opened', async () => {
    const id = await addBarber(app);
    await release(id, '2027-03-01T12:00:00Z');
    const from = new Date('2027-03-20T00:00:00Z');
    await app.get(BarbersSearchService).raiseNextFree([{ id, version: 0, from }]);
    expect(await bound(id)).toBeNull();
    await app.get(BarbersSearchService).raiseNextFree([{ id, version: 1, from }]);
    expect(await bound(id)).toEqual(from);
    await app.get(BarbersSearchService).raiseNextFree([{ id, version: 1, from: new Date('2027-03-10T00:00:00Z') }]);
    expect(await bound(id)).toEqual(from);
  });

  it('is not raised by a search during which time opened', async () => {
    const id = await addBarber(app, { name: 'x' });
    await busy(id, '2027-03-01T08:00:00Z', '2027-03-02T12:00:00Z');
    const calendars = app.get(CalendarsService);
    const read = calendars.entriesOf.bind(calendars);
    const spy = jest.spyOn(calendars, 'entriesOf').mockImplementationOnce(async (asked) => {
      const seen = await read(asked);
      await app.db.collection('calendars').deleteMany({});
      await release(id, '2027-03-01T08:00:00Z');
      return seen;
    });
    expect(await soonest()).toEqual({ x: '2027-03-02T12:00:00.000Z' });
    spy.mockRestore();
    expect(await soonest()).toEqual({ x: '2027-03-01T08:45:00.000Z' });
  });

  it('falls when somebody who is away comes back', async () => {
    const userId = anyId();
    await addBarber(app, { name: 'x', userId });
    const [startAt, endAt] = [new Date('2027-03-01T08:00:00Z'), new Date('2027-03-03T09:00:00Z')];
    const { id } = await app.get(TimeOffService).create(userId, { startAt, endAt });
    expect(await soonest()).toEqual({ x: '2027-03-03T09:00:00.000Z' });
    await app.get(TimeOffService).remove(userId, id);
    expect(await soonest()).toEqual({ x: '2027-03-01T08:45:00.000Z' });
  });

  it('is forgotten when hours change', async () => {
    const userId = anyId();
    await addBarber(app, { name: 'x', userId, availability: allWeek('15:00', '17:00') });
    expect(await soonest()).toEqual({ x: '2027-03-01T15:00:00.000Z' });
    const monday = { isAvailable: true as const, startTime: '09:00', endTime: '17:00', breaks: [] };
    await app.get(MyBarberService).setHours(userId, { monday });
    expect(await soonest()).toEqual({ x: '2027-03-01T09:00:00.000Z' });
  });

  it('failing to remember does not fail the search', async () => {
    const id = await addBarber(app, { name: 'x' });
    await busy(id, '2027-03-01T08:00:00Z', '2027-03-02T12:00:00Z');
    const search = app.get(BarbersSearchService);
    const raise = jest.spyOn(search, 'raiseNextFree').mockRejectedValueOnce(new Error('the primary stepped down'));
    expect(await soonest()).toEqual({ x: '2027-03-02T12:00:00.000Z' });
    expect(raise).toHaveBeenCalledTimes(1);
    raise.mockRestore();
  });
});
