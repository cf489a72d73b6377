import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { MongoClient } from 'mongodb';
import type { Db } from 'mongodb';
import { freshEnvironment } from '../../../test/support/app.ts';
import { openTools } from '../../cli/tools.ts';
import { BarbersService } from '../barbers/barbers.service.ts';
import { UsersService } from '../users/users.service.ts';
import { ImportFileError, ImportsService, judgeFile } from './imports.service.ts';
import type { ImportResult } from './imports.service.ts';

const YEAR = 2026;
const HASH = `v1$${'x'.repeat(60)}`;
const BARE = { osmId: 'node/2', tags: { name: 'Bare' } };
const SHARP = {
  osmId: 'node/1',
  tags: { name: 'Sharp', phone: '+44 117 496 0000', 'addr:street': 'High Street', opening_hours: 'Mo-Fr 10:00-18:00' },
};
const EVERY_DAY = { startTime: '10:00', endTime: '18:00', breaks: [] };

let folder: string;
let db: Db;
let client: MongoClient;
let tools: INestApplicationContext;
let imports: ImportsService;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'grome-imports-'));
  const { MONGODB_URI: mongodbUri = '' } = await freshEnvironment();
  tools = await openTools({ mongodbUri });
  imports = tools.get(ImportsService, { strict: false });
  client = await MongoClient.connect(mongodbUri);
  db = client.db();
});
beforeEach(async () => {
  for (const name of ['barbers', 'users', 'services', 'outbox']) await db.collection(name).deleteMany({});
});
afterAll(async () => {
  await db.dropDatabase();
  await client.close();
  await tools.close();
  await rm(folder, { recursive: true });
});

interface Shop {
  osmId: string;
  tags: Record<string, string>;
  at?: [number, number];
}

let files = 0;
async function fileOf(...shops: Shop[]): Promise<string> {
  const path = join(folder, `${++files}.geojson`);
  const features = shops.map(({ osmId, tags, at: coordinates = [-2.59, 51.45] }) => ({
    type: 'Feature',
    id: osmId,
    properties: { shop: 'hairdresser', ...tags },
    geometry: { type: 'Point', coordinates },
  }));
  await writeFile(path, JSON.stringify({ type: 'FeatureCollection', features }));
  return path;
}

const load = async (path: string, options: { passwordHash?: string; currency?: string } = {}): Promise<ImportResult> =>
  imports.write(await judgeFile(path, YEAR), { currency: 'GBP', ...options });
const loadBookable = (path: string, currency = 'GBP') => load(path, { currency, passwordHash: HASH });
const counts = ({ created, updated, unchanged }: ImportResult) => ({ created, updated, unchanged });

const barber = async (osmId: string): Promise<any> => db.collection('barbers').findOne({ osmId });
const account = async (email: string): Promise<any> => db.collection('users').findOne({ email });
const everything = async () =>
  JSON.stringify(
    await Promise.all(
      ['barbers', 'users', 'services', 'outbox'].map((name) => db.collection(name).find().sort({ _id: 1 }).toArray()),
    ),
  );

describe('An import', () => {
  it('makes listings that are found and cannot be booked', async () => {
    const result = await load(await fileOf(SHARP, BARE));
    expect(counts(result)).toEqual({ created: 2, updated: 0, unchanged: 0 });
    expect(result.tally.hours).toEqual({ parsed: 1, defaulted: 0, missing: 1 });
    expect(await barber('node/1')).toMatchObject({
      userId: null,
      name: 'Sharp',
      phone: '+44 117 496 0000',
      website: null,
      address: 'High Street',
      timezone: 'Europe/London',
      availability: { monday: EVERY_DAY, friday: EVERY_DAY },
      services: [],
      bookable: false,
      listed: true,
      publicLocation: { type: 'Point', coordinates: [-2.59, 51.45] },
      searchTokens: ['sharp'],
    });
    expect((await barber('node/2')).availability).toEqual({});
    expect(await db.collection('users').countDocuments()).toBe(0);
  });

  it('of the same file again changes nothing', async () => {
    const path = await fileOf(SHARP, BARE);
    await load(path);
    const before = await everything();
    expect(counts(await load(path))).toEqual({ created: 0, updated: 0, unchanged: 2 });
    expect(await everything()).toBe(before);
  });

  it('of a newer file takes over what the map changed, and leaves alone what is no longer in it', async () => {
    await load(await fileOf(SHARP, BARE));
    const known = await barber('node/1');
    await db.collection('barbers').updateOne({ osmId: 'node/1' }, { $set: { nextFreeFrom: new Date() } });
    const { phone: _gone, ...tags } = SHARP.tags;
    const changed = { ...SHARP, tags: { ...tags, name: 'Sharper', opening_hours: 'Sa 10:00-18:00' } };
    const moved = { osmId: 'node/3', tags: { name: 'New' } };
    expect(counts(await load(await fileOf(changed, moved)))).toEqual({ created: 1, updated: 1, unchanged: 0 });
    expect(await barber('node/1')).toMatchObject({
      _id: known._id,
      name: 'Sharper',
      phone: null,
      address: 'High Street',
      availability: { saturday: EVERY_DAY },
      searchTokens: ['sharper'],
      nextFreeFrom: null,
      availabilityVersion: known.availabilityVersion + 1,
    });
    expect(Object.keys((await barber('node/1')).availability)).toEqual(['saturday']);
    expect(await barber('node/2')).toMatchObject({ name: 'Bare', listed: true });
  });

  it('moves a listing together with its time zone', async () => {
    await load(await fileOf(BARE));
    await load(await fileOf({ ...BARE, at: [13.4, 52.52] }));
    expect(await barber('node/2')).toMatchObject({
      timezone: 'Europe/Berlin',
      publicLocation: { coordinates: [13.4, 52.52] },
    });
  });

  it('that runs twice at once makes each listing and each account once', async () => {
    const shops = Array.from({ length: 700 }, (_, n) => ({ osmId: `node/${n + 1}`, tags: { name: `Shop ${n}` } }));
    const path = await fileOf(...shops);
    const results = await Promise.all([loadBookable(path), loadBookable(path)]);
    expect(results.map(({ created, updated, unchanged }) => created + updated + unchanged)).toEqual([700, 700]);
    expect(await db.collection('barbers').countDocuments({ bookable: true })).toBe(700);
    expect(await db.collection('users').countDocuments()).toBe(700);
    expect(await db.collection('barbers').distinct('userId')).toHaveLength(700);
  });

  it('says so when the file is no longer what was judged', async () => {
    const path = await fileOf(SHARP);
    const judged = await judgeFile(path, YEAR);
    await writeFile(path, '{"type":"FeatureCollection","features":[');
    await expect(imports.write(judged, { currency: 'GBP' })).rejects.toThrow(ImportFileError);
    await writeFile(path, '{"type":"FeatureCollection","features":[]}');
    await expect(imports.write(judged, { currency: 'GBP' })).rejects.toThrow('the file was changed while');
  });
});

describe('An import with --bookable', () => {
  it('makes demo barbers with an account, prices and hours, and tells nobody', async () => {
    await loadBookable(await fileOf(SHARP, BARE));
    const { _id: userId } = await account('osm-node-1@grome.test');
    expect(await account('osm-node-1@grome.test')).toMatchObject({
      name: 'Sharp',
      role: 'barber',
      emailVerified: true,
      verification: { status: 'approved' },
      passwordHash: HASH,
    });
    const sharp = await barber('node/1');
    expect(sharp).toMatchObject({
      userId,
      bookable: true,
      listed: true,
      isOnline: true,
      approved: true,
      currency: 'GBP',
      buffers: { before: 0, after: 0 },
    });
    expect(sharp.services).toHaveLength(8);
    expect(sharp.searchTokens).toEqual(expect.arrayContaining(['sharp', 'haircut', 'beard']));
    expect(sharp.availability).toEqual({
      monday: EVERY_DAY,
      tuesday: EVERY_DAY,
      wednesday: EVERY_DAY,
      thursday: EVERY_DAY,
      friday: EVERY_DAY,
    });
    const usual = (await barber('node/2')).availability;
    expect(Object.keys(usual)).toEqual(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']);
    expect(usual.saturday).toEqual({ startTime: '09:00', endTime: '17:00', breaks: [] });
    expect(await db.collection('outbox').countDocuments()).toBe(0);
  });

  it('of the same file again changes nothing, with or without the option', async () => {
    const path = await fileOf(SHARP, BARE);
    await loadBookable(path);
    const before = await everything();
    expect(counts(await loadBookable(path))).toEqual({ created: 0, updated: 0, unchanged: 2 });
    expect(counts(await load(path))).toEqual({ created: 0, updated: 0, unchanged: 2 });
    expect(await everything()).toBe(before);
  });

  it('keeps the listing that was there before', async () => {
    const path = await fileOf(SHARP, BARE);
    await load(path);
    const listing = await barber('node/2');
    expect(counts(await loadBookable(path))).toEqual({ created: 0, updated: 2, unchanged: 0 });
    expect(await barber('node/2')).toMatchObject({ _id: listing._id, createdAt: listing.createdAt, bookable: true });
  });

  it('sells at the catalogue’s amounts in the currency that was asked for', async () => {
    await loadBookable(await fileOf(SHARP));
    await loadBookable(await fileOf(BARE), 'EUR');
    const [pounds, euros] = [await barber('node/1'), await barber('node/2')];
    expect(euros.currency).toBe('EUR');
    expect(euros.services).toEqual(
      pounds.services.map((service: any) => ({ ...service, price: { amount: service.price.amount, currency: 'EUR' } })),
    );
    expect(await db.collection('services').countDocuments()).toBe(8);
  });

  it('of a newer file changes what the map says, but not what the barber set', async () => {
    await loadBookable(await fileOf(SHARP, BARE));
    const barbers = tools.get(BarbersService, { strict: false });
    const { userId, services } = await barber('node/1');
    await barbers.setServices(userId, [
      { serviceId: services[0].serviceId, price: { amount: 9_900, currency: 'GBP' }, duration: 90 },
    ]);
    await barbers.setHours(userId, { sunday: { isAvailable: true, ...EVERY_DAY } });
    await barbers.changeProfile(userId, { address: 'Up the stairs', bio: 'Mine' });
    const tags = {
      name: 'Sharper',
      phone: '+44 117 496 0001',
      'addr:street': 'Low Street',
      opening_hours: 'Sa 10:00-11:00',
    };
    expect(counts(await loadBookable(await fileOf({ ...SHARP, tags }, BARE)))).toEqual({
      created: 0,
      updated: 1,
      unchanged: 1,
    });
    const now = await barber('node/1');
    expect(now).toMatchObject({ name: 'Sharper', phone: '+44 117 496 0001', address: 'Up the stairs', bio: 'Mine' });
    expect(now.availability).toEqual({ sunday: EVERY_DAY });
    expect(now.services).toMatchObject([{ price: { amount: 9_900 }, duration: 90 }]);
    expect(now).toMatchObject({ userId, bookable: true, searchTokens: ['sharper', 'haircut'] });
  });

  it('of a newer file changes hours nobody touched, and never takes all hours away', async () => {
    await loadBookable(await fileOf(SHARP, BARE));
    const later = { ...SHARP, tags: { ...SHARP.tags, opening_hours: 'Sa 10:00-18:00' } };
    const opened = { ...BARE, tags: { ...BARE.tags, opening_hours: 'Su 10:00-18:00' } };
    expect(counts(await load(await fileOf(later, opened)))).toEqual({ created: 0, updated: 2, unchanged: 0 });
    expect((await barber('node/1')).availability).toEqual({ saturday: EVERY_DAY });
    expect((await barber('node/2')).availability).toEqual({ sunday: EVERY_DAY });
    const silent = { ...SHARP, tags: { name: 'Sharp', phone: SHARP.tags.phone, 'addr:street': 'High Street' } };
    expect(counts(await loadBookable(await fileOf(silent)))).toEqual({ created: 0, updated: 0, unchanged: 1 });
    expect((await barber('node/1')).bookable).toBe(true);
  });

  it('continues where an interrupted one left accounts without their shops', async () => {
    const path = await fileOf(SHARP, BARE);
    await loadBookable(path);
    const { userId } = await barber('node/1');
    await db.collection('barbers').deleteOne({ osmId: 'node/1' });
    expect(counts(await loadBookable(path))).toEqual({ created: 1, updated: 0, unchanged: 1 });
    expect(await barber('node/1')).toMatchObject({ userId, bookable: true });
    expect(await db.collection('users').countDocuments()).toBe(2);
  });

  it('leaves a stranger’s account alone who has the address', async () => {
    const users = tools.get(UsersService, { strict: false });
    await users.create({ email: 'osm-node-1@grome.test', name: 'Stranger', role: 'customer' });
    const working = await users.create({ email: 'osm-node-2@grome.test', name: 'Stranger', role: 'barber' });
    await tools.get(BarbersService, { strict: false }).createProfile({ userId: working.id, name: 'Stranger' });
    const result = await loadBookable(await fileOf(SHARP, BARE));
    expect(result.taken).toEqual(['osm-node-1@grome.test', 'osm-node-2@grome.test']);
    expect(await barber('node/1')).toMatchObject({ userId: null, bookable: false, listed: true });
    expect(await account('osm-node-1@grome.test')).toMatchObject({ name: 'Stranger', role: 'customer' });
  });
});
