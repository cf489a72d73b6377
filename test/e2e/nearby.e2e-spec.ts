import { bootApp, type TestApp } from '../support/app.ts';
import {
  addBarber,
  addBarbers,
  allPages,
  anyId,
  barberAt,
  BEARD,
  CENTRE,
  HAIRCUT,
  nearbyPath,
  offer,
  shifted,
} from '../support/nearby-barbers.ts';

let app: TestApp;
beforeAll(async () => {
  app = await bootApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.db.collection('barbers').deleteMany({});
});

const find = async (query: Record<string, unknown> = {}, at = CENTRE): Promise<any[]> => {
  const { status, body } = await app.http.get(nearbyPath(query, at));
  expect({ status, body }).toMatchObject({ status: 200 });
  return body.items;
};
const idsOf = async (query: Record<string, unknown> = {}, at = CENTRE) => (await find(query, at)).map(({ id }) => id);
const namesOf = async (query: Record<string, unknown> = {}) => (await find(query)).map(({ name }) => name).sort();

describe('the question', () => {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

  it.each([
    ['lat', { lat: undefined }],
    ['lat', { lat: '' }],
    ['lat', { lat: ' ' }],
    ['lat', { lat: 91 }],
    ['lat', { lat: -90.001 }],
    ['lat', { lat: 'NaN' }],
    ['lat', { lat: 'Infinity' }],
    ['lat', { lat: '0x10' }],
    ['lat', { lat: '1e400' }],
    ['lng', { lng: 180.5 }],
    ['lng', { lng: undefined }],
    ['radius', { radius: 0 }],
    ['radius', { radius: -5 }],
    ['radius', { radius: 50_001 }],
    ['radius', { radius: '' }],
    ['q', { q: '' }],
    ['q', { q: 'x'.repeat(101) }],
    ['serviceId', { serviceId: 'haircut' }],
    ['minRating', { minRating: 5.1 }],
    ['maxPrice', { maxPrice: -1 }],
    ['maxPrice', { maxPrice: 12.5 }],
    ['online', { online: 'yes' }],
    ['online', { online: '1' }],
    ['bookable', { bookable: 'TRUE' }],
    ['to', { from: day(1) }],
    ['from', { to: day(1) }],
    ['to', { from: day(2), to: day(1) }],
    ['to', { from: day(1), to: day(64) }],
    ['from', { from: 'tomorrow', to: 'later' }],
    ['sort', { sort: 'price' }],
    ['limit', { limit: 0 }],
    ['limit', { limit: 101 }],
    ['cursor', { cursor: 'nonsense' }],
    ['cursor', { cursor: '' }],
    ['lat[$gt]', { 'lat[$gt]': 1 }],
    ['userId', { userId: anyId() }],
  ])('is refused at /%s when it is %j', async (field, query) => {
    const { status, body } = await app.http.get(nearbyPath(query));
    expect([status, body.code]).toEqual([400, 'validation-failed']);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toContain(`/${field}`);
  });

  it('is refused when a coordinate stands twice', async () => {
    expect((await app.http.get(`${nearbyPath()}&lat=1`)).body.errors).toMatchObject([{ pointer: '/lat' }]);
  });

  it('may be asked about any place on earth, with as many digits as a phone has', async () => {
    for (const at of [
      [0, 0],
      [180, 90],
      [-180, -90],
      [-2.58790000000001, 51.45449999999999],
      [1e-7, -1e-7],
    ] as const)
      expect((await app.http.get(nearbyPath({}, [...at]))).body).toEqual({ items: [], nextCursor: null });
  });
});

describe('the answer', () => {
  it('needs no token and shows what everybody may know, and nothing else', async () => {
    const id = await addBarber(app, {
      at: shifted(300, 400),
      name: 'Corner Cuts',
      address: '1 Corn Street',
      phone: '+441172960000',
      website: 'https://example.test',
      bio: 'private thoughts',
      rating: 4.5,
      reviewsCount: 12,
      isOnline: true,
      osmId: 'node/1',
    });
    const [lng, lat] = shifted(300, 400);
    expect((await app.http.get(nearbyPath())).body).toEqual({
      items: [
        {
          id,
          name: 'Corner Cuts',
          distance: 500,
          rating: 4.5,
          reviewsCount: 12,
          isOnline: true,
          bookable: true,
          location: { type: 'Point', coordinates: [lng, lat] },
          address: '1 Corn Street',
          services: [offer(HAIRCUT, 3_500)],
          visits: 'shop',
        },
      ],
      nextCursor: null,
    });
  });

  it('has listings nobody claimed, but no unapproved or suspended barbers', async () => {
    const listing = await addBarber(app, { userId: null, approved: false });
    await addBarbers(app, [barberAt({ approved: false }), barberAt({ suspended: true }), barberAt({ location: null })]);
    expect(await find()).toMatchObject([{ id: listing, bookable: false }]);
  });

  it('shows a home-visit barber on a coarse grid and without address, and measures from there', async () => {
    const exact = shifted(1_000, 200);
    await addBarber(app, { at: exact, visits: 'home', address: '7 Secret Lane' });
    const [item] = await find();
    const [lng, lat] = item.location.coordinates;
    const away = Math.hypot((lng - exact[0]) * Math.cos((lat * Math.PI) / 180), lat - exact[1]) * 111_319;
    expect(away).toBeGreaterThan(1);
    expect(item.distance).toBe((await find({}, [lng, lat]))[0].distance + item.distance);
    expect(item).not.toHaveProperty('address');
    expect(JSON.stringify(item)).not.toContain(String(exact[0]));
  });

  it('reaches 5,000 m unless another radius is asked for, to the metre', async () => {
    const [near, far] = await addBarbers(app, [
      barberAt({ at: shifted(0, 4_999) }),
      barberAt({ at: shifted(0, 5_001) }),
    ]);
    expect(await idsOf()).toEqual([near]);
    expect(await idsOf({ radius: 5_002 })).toEqual([near, far]);
    expect(await idsOf({ radius: 4_998 })).toEqual([]);
  });
});

describe('filters', () => {
  it('finds words by their beginnings, in names and services, whatever the accents', async () => {
    await addBarbers(app, [
      barberAt({ name: 'Café Chop' }),
      barberAt({ name: 'Tony & Sons', services: [offer(BEARD, 1_500, 30, 'Beard trim')] }),
    ]);
    expect(await namesOf({ q: 'caf' })).toEqual(['Café Chop']);
    expect(await namesOf({ q: 'CHOP café' })).toEqual(['Café Chop']);
    expect(await namesOf({ q: 'tony bea' })).toEqual(['Tony & Sons']);
    expect(await namesOf({ q: 'ony' })).toEqual([]);
    expect(await namesOf({ q: 'tony chop' })).toEqual([]);
    expect(await namesOf({ q: '.*' })).toEqual([]);
    expect(await namesOf({ q: 't.ny' })).toEqual([]);
  });

  it('finds by what the catalogue says of a service, though the barber does not say it', async () => {
    const services = app.db.collection<{ _id: string }>('services');
    await services.insertOne({ _id: BEARD, name: 'Beard trim', tokens: ['beard', 'trim', 'hot', 'towel'] } as never);
    await addBarbers(app, [
      barberAt({ name: 'A', services: [offer(BEARD, 1_500, 30, 'Beard')] }),
      barberAt({ name: 'B' }),
    ]);
    expect(await namesOf({ q: 'hot tow' })).toEqual(['A']);
    await services.deleteMany({});
  });

  it('takes service and price from the same line of the price list', async () => {
    await addBarbers(app, [
      barberAt({ name: 'dear cut, cheap beard', services: [offer(HAIRCUT, 5_000), offer(BEARD, 1_000)] }),
      barberAt({ name: 'cheap cut', services: [offer(HAIRCUT, 2_000)] }),
    ]);
    expect(await namesOf({ serviceId: HAIRCUT, maxPrice: 2_000 })).toEqual(['cheap cut']);
    expect(await namesOf({ maxPrice: 1_999 })).toEqual(['dear cut, cheap beard']);
    expect(await namesOf({ serviceId: HAIRCUT })).toHaveLength(2);
    expect(await namesOf({ serviceId: 'c'.repeat(24) })).toEqual([]);
  });

  it('by rating, presence and whether one can book', async () => {
    await addBarbers(app, [
      barberAt({ name: 'good', rating: 4.5, isOnline: true }),
      barberAt({ name: 'fair', rating: 3 }),
      barberAt({ name: 'listing', userId: null }),
    ]);
    expect(await namesOf({ minRating: 4.5 })).toEqual(['good']);
    expect(await namesOf({ minRating: 0 })).toHaveLength(3);
    expect(await namesOf({ online: true })).toEqual(['good']);
    expect(await namesOf({ online: false })).toEqual(['fair', 'listing']);
    expect(await namesOf({ bookable: true })).toEqual(['fair', 'good']);
    expect(await namesOf({ bookable: false })).toEqual(['listing']);
    expect(await namesOf({ bookable: true, online: false, minRating: 2, q: 'fa', maxPrice: 9_000 })).toEqual(['fair']);
  });
});

describe('home visits', () => {
  const home = (east: number, serviceRadius: number, visits: 'home' | 'both' = 'home') =>
    barberAt({ at: shifted(east), visits, serviceRadius, name: `${visits} ${east}` });

  it('are found where the barber goes, even beyond the search radius, and not where he does not go', async () => {
    await addBarbers(app, [home(3_000, 1_500), home(3_200, 5_000), home(20_000, 30_000), home(21_000, 15_000)]);
    expect(await namesOf()).toEqual(['home 20000', 'home 3200']);
    expect(await namesOf({ radius: 50_000 })).toEqual(['home 20000', 'home 3200']);
  });

  it('of a barber with a shop: either will do', async () => {
    await addBarbers(app, [home(3_000, 100, 'both'), home(20_000, 30_000, 'both'), home(20_000, 100, 'both')]);
    expect((await find()).map(({ name }) => name)).toEqual(['both 3000', 'both 20000']);
  });

  it('obey the filters too', async () => {
    await addBarbers(app, [home(20_000, 30_000), { ...home(22_000, 30_000), isOnline: true, listed: false }]);
    expect(await namesOf({ minRating: 1 })).toEqual([]);
    expect(await namesOf({ online: true })).toEqual([]);
    expect(await namesOf({ bookable: true })).toEqual(['home 20000']);
  });

  it('end exactly at the service radius', async () => {
    await addBarber(app, { visits: 'home', serviceRadius: 7_000 });
    const [lng, lat] = (await find())[0].location.coordinates;
    for (let bearing = 0; bearing < 2 * Math.PI; bearing += Math.PI / 16) {
      const at = (metres: number) => shifted(metres * Math.sin(bearing), metres * Math.cos(bearing), [lng, lat]);
      for (const radius of [1, 50_000]) {
        expect([bearing, await idsOf({ radius }, at(6_990))]).toEqual([bearing, [expect.any(String)]]);
        expect([bearing, await idsOf({ radius }, at(7_010))]).toEqual([bearing, []]);
      }
    }
  });

  it('come in order of distance with everybody else, across pages, each once', async () => {
    const shops = Array.from({ length: 10 }, (_, i) => barberAt({ at: shifted(i * 700) }));
    const homes = Array.from({ length: 12 }, (_, i) => home(500 + i * 900, 12_000, i % 2 ? 'home' : 'both'));
    await addBarbers(app, [...shops, ...homes]);
    const items = await allPages(app, { limit: 3, radius: 5_000 });
    const key = ({ distance, id }: any) => `${String(distance).padStart(6, '0')} ${id}`;
    expect(items.map(key)).toEqual(items.map(key).sort());
    expect(items).toHaveLength(8 + 12);
    expect(new Set(items.map(({ id }) => id)).size).toBe(20);
    for (const limit of [1, 7, 100]) expect(await allPages(app, { limit, radius: 5_000 })).toEqual(items);
  });

  it('may have no radius at all: then only that very place is served', async () => {
    await addBarber(app, { visits: 'home', serviceRadius: 0 });
    expect(await find()).toEqual([]);
  });
});

describe('pages', () => {
  it('of hundreds at the very same point hold each once, in order of id', async () => {
    const ids = await addBarbers(
      app,
      Array.from({ length: 300 }, () => barberAt({ at: shifted(800) })),
    );
    const [nearer] = await addBarbers(app, [barberAt({ at: shifted(799) })]);
    const [farther] = await addBarbers(app, [barberAt({ at: shifted(801) })]);
    const items = await allPages(app, { limit: 7 });
    expect(items.map(({ id }) => id)).toEqual([nearer, ...ids.sort(), farther]);
    expect((await find({ limit: 7 })).map(({ id }) => id)).toEqual([nearer, ...ids.slice(0, 6)]);
  });

  it('are in order of whole metres, then id, everywhere', async () => {
    const anywhere = () => shifted(Math.random() * 60 - 30, Math.random() * 60 - 30);
    await addBarbers(
      app,
      Array.from({ length: 200 }, () => barberAt({ at: anywhere() })),
    );
    const items = await allPages(app, { limit: 9 });
    expect(items).toHaveLength(200);
    const sorted = items.toSorted((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1));
    expect(items.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id));
  });

  it.each(['distance', 'rating', 'soonest'])(
    'sorted by %s show everybody who stays put exactly once, whoever comes, goes or moves meanwhile',
    async (sort) => {
      app.clock.set('2027-03-01T08:00:00Z');
      const somewhere = () => shifted(Math.floor(Math.random() * 40) * 50, 0);
      const rating = () => Math.floor(Math.random() * 6);
      const staying = await addBarbers(
        app,
        Array.from({ length: 60 }, () => barberAt({ at: somewhere(), rating: rating() })),
      );
      const moving = await addBarbers(
        app,
        Array.from({ length: 20 }, () => barberAt({ at: somewhere(), rating: rating() })),
      );
      const between = async () => {
        await addBarber(app, { at: somewhere(), rating: rating() });
        const mover = moving[Math.floor(Math.random() * moving.length)];
        const publicLocation = { type: 'Point', coordinates: somewhere() };
        await app.db
          .collection('barbers')
          .updateOne({ _id: mover as never }, { $set: { publicLocation, rating: rating() } });
        await app.db.collection('barbers').deleteOne({ _id: moving.pop() as never });
      };
      const seen = (await allPages(app, { limit: 7, sort }, { between })).map(({ id }) => id);
      const once = seen.filter((id) => staying.includes(id));
      expect(once).toHaveLength(60);
      expect(new Set(once).size).toBe(60);
    },
  );
});

describe('the best rated', () => {
  it('come first, then the nearer ones; each once', async () => {
    const shops = Array.from({ length: 50 }, (_, i) => barberAt({ at: shifted((i * 37) % 500), rating: i % 4 }));
    await addBarbers(app, shops);
    const items = await allPages(app, { sort: 'rating', limit: 7 });
    const key = (item: any) => [-item.rating, item.distance, item.id] as const;
    const inOrder = items.toSorted((a, b) => {
      const [x, y] = [key(a), key(b)];
      return x[0] - y[0] || x[1] - y[1] || (x[2] < y[2] ? -1 : 1);
    });
    expect(items.map(({ id }) => id)).toEqual(inOrder.map(({ id }) => id));
    expect(items).toHaveLength(50);
  });

  it('are looked for among the nearest 500, and whoever comes nearer meanwhile pushes nobody out', async () => {
    const at = shifted(2_000);
    const nearest = await addBarbers(
      app,
      Array.from({ length: 500 }, () => barberAt({ at, rating: 3 })),
    );
    await addBarber(app, { at: shifted(2_010), rating: 5 });
    const between = () =>
      addBarbers(
        app,
        Array.from({ length: 5 }, () => barberAt({ at: shifted(1_000), rating: 4 })),
      );
    const seen = (await allPages(app, { sort: 'rating', limit: 100 }, { between })).map(({ id }) => id);
    expect(seen).toEqual(nearest.sort());
  });
});

describe('cursors', () => {
  let cursor: string;
  beforeEach(async () => {
    await addBarbers(
      app,
      Array.from({ length: 5 }, (_, i) => barberAt({ at: shifted(i) })),
    );
    cursor = (await app.http.get(nearbyPath({ limit: 2, online: false }))).body.nextCursor;
  });
  const with_ = (query: Record<string, unknown>) =>
    app.http.get(nearbyPath({ limit: 2, online: false, cursor, ...query }));

  it('belong to their question; only the size of the page may change', async () => {
    expect((await with_({})).body.items).toHaveLength(2);
    expect((await with_({ limit: 3 })).body).toMatchObject({ items: [{}, {}, {}], nextCursor: null });
    for (const other of [
      { lat: 51.4546 },
      { radius: 4_000 },
      { online: undefined },
      { q: 'shop' },
      { minRating: 0 },
      { sort: 'rating' },
    ]) {
      const { status, body } = await with_(other);
      expect([status, body.errors]).toEqual([400, [{ pointer: '/cursor', message: expect.any(String) }]]);
    }
  });

  it('cannot be changed', async () => {
    const position = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const forge = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const [seal, rank, metres, id] = position;
    for (const forged of [
      forge([seal, rank, metres + 1, id]),
      forge([seal, rank, metres, { $gt: '' }]),
      forge([seal, { $gt: 0 }, metres, id]),
      forge([seal, rank, metres, id, 1, 'f']),
      forge({ ...position }),
      forge(null),
      `${cursor}A`,
      `${cursor}!`,
      cursor.slice(0, -4),
      Buffer.from(JSON.stringify(position, null, 1)).toString('base64url'),
    ])
      expect([forged, (await with_({ cursor: forged })).status]).toEqual([forged, 400]);
  });
});

describe('the ends of the earth', () => {
  it('the date line cuts nothing in two', async () => {
    const ids = await addBarbers(app, [
      barberAt({ at: [179.999, 10] }),
      barberAt({ at: [180, 10] }),
      barberAt({ at: [-180, 10] }),
      barberAt({ at: [-179.999, 10] }),
      barberAt({ at: [-179.8, 10], visits: 'home', serviceRadius: 40_000 }),
    ]);
    for (const lng of [180, -180]) {
      const items = await find({ radius: 1_000 }, [lng, 10]);
      expect(items.map(({ id }) => id).sort()).toEqual([...ids].sort());
      expect(items.map(({ distance }) => distance)).toEqual([0, 0, 110, 110, expect.any(Number)]);
    }
    expect(await idsOf({ radius: 5 }, [179.99, 10])).toEqual([ids[4]]);
  });

  it('at a pole every longitude is the same place', async () => {
    for (const pole of [90, -90]) {
      await app.db.collection('barbers').deleteMany({});
      const ids = await addBarbers(app, [
        barberAt({ at: [0, pole] }),
        barberAt({ at: [77, pole] }),
        barberAt({ at: [-100, pole * 0.9999] }),
        barberAt({ at: [33, pole], visits: 'home', serviceRadius: 20_000 }),
      ]);
      const items = await find({ radius: 2_000 }, [-150, pole]);
      expect(items.map(({ id }) => id).sort()).toEqual([...ids].sort());
      expect(await idsOf({ radius: 1 }, [120, pole * 0.999])).toEqual([ids[3]]);
      expect(await idsOf({ radius: 1 }, [120, pole * 0.99])).toEqual([]);
    }
  });
});
