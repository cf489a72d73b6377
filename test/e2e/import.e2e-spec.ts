import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bootApp, type TestApp } from '../support/app.ts';
import { writeMessyFile } from '../support/osm-generator.ts';
import { must, signUp } from '../support/people.ts';
import { Folders, ROOT, runProgram, until, type Run } from '../support/processes.ts';

const DEMO_PASSWORD = 'Grome-demo-1';
const SHOP = { at: [-2.5946, 51.4552], near: 'lat=51.4552&lng=-2.5946&radius=1000' };
const TAGS = { shop: 'hairdresser', name: 'Sharp', opening_hours: 'Mo-Su 10:00-18:00' };

const folders = new Folders();
let app: TestApp;

beforeAll(async () => {
  if (!existsSync(join(ROOT, 'dist/cli/import.js')))
    throw new Error('Build first: npm run build (npm test does it by itself)');
  app = await bootApp();
});
afterAll(async () => {
  await app.close();
  await folders.remove();
});
beforeEach(async () => {
  for (const name of ['barbers', 'users']) await app.db.collection(name).deleteMany({});
});

/** Only MONGODB_URI is given, and no Redis: the import needs none. */
const run = (args: string[], env: NodeJS.ProcessEnv = {}): Run =>
  runProgram(process.execPath, ['dist/cli/import.js', ...args], {
    env: { MONGODB_URI: app.config.MONGODB_URI, ...env },
  });

async function imported(...args: string[]): Promise<any> {
  const program = run(['osm', ...args]);
  const code = await program.ended;
  if (code !== 0) throw new Error(`It ended with ${code}:\n${program.output()}`);
  return JSON.parse(program.output().trim().split('\n').at(-1)!);
}

async function refused(args: string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const program = run(args, env);
  expect(await program.ended).toBe(1);
  expect(program.output()).not.toMatch(/^\s+at /m);
  return program.output();
}

async function shopFile(properties: object = TAGS): Promise<string> {
  const path = join(folders.make(), 'shop.geojson');
  const geometry = { type: 'Point', coordinates: SHOP.at };
  const feature = { type: 'Feature', id: 'node/123', properties, geometry };
  await writeFile(path, JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
  return path;
}

const found = async () => (await must(app.http.get(`/barbers/nearby?${SHOP.near}`))).body.items[0];
const barbers = (filter = {}) => app.db.collection('barbers').countDocuments(filter);

async function openSlot(barberId: string, serviceId: string): Promise<string> {
  const [from, to] = [1, 3].map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
  const query = `from=${from}&to=${to}&serviceIds=${serviceId}`;
  const { body } = await must(app.http.get(`/barbers/${barberId}/availability?${query}`));
  return body.slots[0].startAt;
}

describe('npm run import', () => {
  it('says what it did in its last line, and changes nothing the second time', async () => {
    const path = join(folders.make(), 'messy.geojson');
    const expected = await writeMessyFile(path, 5_000);
    const { listings, reasons, hours } = expected;
    const totals = { skipped: 5_000 - listings, reasons, hours };
    expect(await imported(path)).toEqual({ created: listings, updated: 0, unchanged: 0, ...totals });
    expect(await imported(path)).toEqual({ created: 0, updated: 0, unchanged: listings, ...totals });
    expect(await barbers({ listed: true, bookable: false })).toBe(listings);
  }, 120_000);

  it('makes listings that are found but cannot be booked', async () => {
    await imported(await shopFile());
    const listing = await found();
    expect(listing).toMatchObject({ name: 'Sharp', bookable: false, services: [] });
    const customer = await signUp(app.http, 'customer');
    const startAt = new Date(Date.now() + 86_400_000).toISOString();
    const visit = { barberId: listing.id, serviceIds: ['0'.repeat(24)], startAt, paymentMethod: 'in_person' };
    const { status, body } = await customer.http.post('/bookings', visit);
    expect([status, body.code]).toEqual([422, 'not-bookable']);
  }, 60_000);

  it('with --bookable makes a barber of the same shop who signs in, is booked and works', async () => {
    const path = await shopFile();
    await imported(path);
    const listing = await found();
    expect(await imported(path, '--bookable', '--currency', 'EUR')).toMatchObject({ created: 0, updated: 1 });
    const shop = await found();
    expect(shop).toMatchObject({ id: listing.id, bookable: true, isOnline: true });
    expect(shop.services[0].price.currency).toBe('EUR');

    const owner = { email: 'osm-node-123@grome.test', password: DEMO_PASSWORD };
    const { body } = await must(app.http.post('/auth/signin', owner));
    expect(body.user).toMatchObject({ role: 'barber', isVerified: true, verification: { status: 'approved' } });
    const barber = app.http.as(body.accessToken);
    const [{ serviceId }] = shop.services;
    const customer = await signUp(app.http, 'customer');
    const startAt = await openSlot(shop.id, serviceId);
    const visit = { barberId: shop.id, serviceIds: [serviceId], startAt, paymentMethod: 'in_person' };
    const { body: booking } = await must(customer.http.post('/bookings', visit));
    for (const [verb, status] of Object.entries({ accept: 'accepted', start: 'in_progress', complete: 'completed' }))
      expect((await must(barber.post(`/bookings/${booking.id}/${verb}`))).body.status).toBe(status);
  }, 60_000);

  it.each(['listings', '--bookable'])(
    'ended half-way by kill -9 is completed by the next one, nothing twice: %s',
    async (title) => {
      const options = title === '--bookable' ? [title] : [];
      const path = join(folders.make(), 'messy.geojson');
      const { listings } = await writeMessyFile(path, 3_000, 3);
      const killed = run(['osm', path, ...options]);
      await until('it has begun to write', () => barbers(), 60_000);
      killed.child.kill('SIGKILL');
      await killed.ended;
      expect(killed.child.signalCode).toBe('SIGKILL');
      const { created, updated, unchanged } = await imported(path, ...options);
      expect([created + unchanged, updated]).toEqual([listings, 0]);
      expect(unchanged).toBeGreaterThan(0);
      expect(await barbers()).toBe(listings);
      expect(await app.db.collection('barbers').distinct('osmId')).toHaveLength(listings);
      const accounts = await app.db.collection('users').countDocuments();
      expect(accounts).toBe(options.length && listings);
      expect(await barbers({ bookable: true })).toBe(options.length && listings);
      expect(await imported(path, ...options)).toMatchObject({ created: 0, updated: 0, unchanged: listings });
    },
    180_000,
  );
});

describe('npm run import refuses, with one message and nothing written,', () => {
  afterEach(async () => expect(await barbers()).toBe(0));

  it.each([
    ['cut-off-in-feature', /feature \d+/],
    ['missing-comma', /line \d+/],
    ['missing-quote', /line \d+/],
    ['not-json', /./],
    ['blank', /./],
  ])('a broken file: %s', async (name, message) => {
    expect(await refused(['osm', `test/fixtures/osm/${name}.geojson`])).toMatch(message);
  });

  it('a file that is not there', async () => {
    expect(await refused(['osm', 'nowhere.geojson'])).toContain('there is no such file');
  });

  it.each([
    [[]],
    [['csv', 'x.csv']],
    [['osm', 'a.geojson', 'b.geojson']],
    [['osm', 'a.geojson', '--bookabel']],
    [['osm', 'a.geojson', '--currency', 'pounds']],
  ])('what it cannot mean: %j', async (args) => {
    expect(await refused(args)).toContain('Usage: npm run import -- osm FILE.geojson [--bookable] [--currency GBP]');
  });

  it('--bookable in production', async () => {
    const message = await refused(['osm', await shopFile(), '--bookable'], { NODE_ENV: 'production' });
    expect(message.trim()).toMatch(/^--bookable is for demonstrations.*refuses to run in production.*$/);
  });

  it('a database that cannot be reached, without showing its password', async () => {
    const MONGODB_URI = 'mongodb://grome:secret@127.0.0.1:9/grome?serverSelectionTimeoutMS=300';
    const message = await refused(['osm', await shopFile()], { MONGODB_URI });
    expect(message).toContain('MongoDB cannot be reached at mongodb://127.0.0.1:9/grome');
    expect(message).not.toContain('secret');
  });

  it('a database that is behind, and says how to bring it up to date', async () => {
    const MONGODB_URI = app.config.MONGODB_URI.replace(/test_\w+/, '$&_behind');
    expect(await refused(['osm', await shopFile()], { MONGODB_URI })).toContain('Run "npm run migrate:up" first');
  });
});

it('npm run import brings up the embedded database when nothing runs, and ends it again', async () => {
  const DATA_DIR = join(folders.make(), '.grome');
  const path = await shopFile();
  for (const counts of ['{"created":1,"updated":0,"unchanged":0,', '{"created":0,"updated":0,"unchanged":1,']) {
    const program = run(['osm', path, '--bookable'], { MONGODB_URI: '', DATA_DIR });
    expect([await program.ended, program.output()]).toEqual([0, expect.stringContaining(counts)]);
    expect(existsSync(join(DATA_DIR, 'lock.json'))).toBe(false);
  }
}, 120_000);

it('npm run import works in production without --bookable', async () => {
  const program = run(['osm', await shopFile()], { NODE_ENV: 'production' });
  expect([await program.ended, program.output()]).toEqual([0, expect.stringContaining('"created":1')]);
  expect(await barbers({ bookable: false, listed: true })).toBe(1);
}, 60_000);
