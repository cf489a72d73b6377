import { countsOf, ImportStage, PASSWORD_HASH } from '../../../test/support/import-stage.ts';
import { BarbersService } from '../shop/barbers/barbers.service.ts';
import { MyBarberService } from '../shop/barbers/my-barber.service.ts';
import { UsersService } from '../accounts/users/users.service.ts';

const BARE = { osmId: 'node/2', tags: { name: 'Bare' } };
const SHARP = {
  osmId: 'node/1',
  tags: { name: 'Sharp', phone: '+44 117 496 0000', 'addr:street': 'High Street', opening_hours: 'Mo-Fr 10:00-18:00' },
};
const EVERY_DAY = { startTime: '10:00', endTime: '18:00', breaks: [] };

let stage: ImportStage;
beforeAll(async () => void (stage = await ImportStage.open()));
beforeEach(() => stage.clear());
afterAll(() => stage.close());

describe('An import with --bookable', () => {
  it('makes demo barbers with an account, prices and hours, and records no events', async () => {
    await stage.loadBookable(await stage.file(SHARP, BARE));
    const { _id: userId } = await stage.account('osm-node-1@grome.test');
    expect(await stage.account('osm-node-1@grome.test')).toMatchObject({
      name: 'Sharp',
      role: 'barber',
      emailVerified: true,
      verification: { status: 'approved' },
      passwordHash: PASSWORD_HASH,
    });
    const sharp = await stage.barber('node/1');
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
    const usual = (await stage.barber('node/2')).availability;
    expect(Object.keys(usual)).toEqual(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']);
    expect(usual.saturday).toEqual({ startTime: '09:00', endTime: '17:00', breaks: [] });
    expect(await stage.count('outbox')).toBe(0);
  });

  it('of the same file again changes nothing, with or without the option', async () => {
    const path = await stage.file(SHARP, BARE);
    await stage.loadBookable(path);
    const before = await stage.everything();
    expect(countsOf(await stage.loadBookable(path))).toEqual({ created: 0, updated: 0, unchanged: 2 });
    expect(countsOf(await stage.load(path))).toEqual({ created: 0, updated: 0, unchanged: 2 });
    expect(await stage.everything()).toBe(before);
  });

  it('keeps the listing that was there before', async () => {
    const path = await stage.file(SHARP, BARE);
    await stage.load(path);
    const listing = await stage.barber('node/2');
    expect(countsOf(await stage.loadBookable(path))).toEqual({ created: 0, updated: 2, unchanged: 0 });
    expect(await stage.barber('node/2')).toMatchObject({
      _id: listing._id,
      createdAt: listing.createdAt,
      bookable: true,
    });
  });

  it('sells at the catalogue’s amounts in the currency that was asked for', async () => {
    await stage.loadBookable(await stage.file(SHARP));
    await stage.loadBookable(await stage.file(BARE), 'EUR');
    const [pounds, euros] = [await stage.barber('node/1'), await stage.barber('node/2')];
    expect(euros.currency).toBe('EUR');
    expect(euros.services).toEqual(
      pounds.services.map((service: any) => ({ ...service, price: { amount: service.price.amount, currency: 'EUR' } })),
    );
    expect(await stage.count('services')).toBe(8);
  });

  it('of a newer file changes what the map says, but not what the barber changed', async () => {
    await stage.loadBookable(await stage.file(SHARP, BARE));
    const barbers = stage.get(MyBarberService);
    const { userId, services } = await stage.barber('node/1');
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
    expect(countsOf(await stage.loadBookable(await stage.file({ ...SHARP, tags }, BARE)))).toEqual({
      created: 0,
      updated: 1,
      unchanged: 1,
    });
    const now = await stage.barber('node/1');
    expect(now).toMatchObject({ name: 'Sharper', phone: '+44 117 496 0001', address: 'Up the stairs', bio: 'Mine' });
    expect(now.availability).toEqual({ sunday: EVERY_DAY });
    expect(now.services).toMatchObject([{ price: { amount: 9_900 }, duration: 90 }]);
    expect(now).toMatchObject({ userId, bookable: true, searchTokens: ['sharper', 'haircut'] });
  });

  it('of a newer file changes hours nobody touched, and never takes all hours away', async () => {
    await stage.loadBookable(await stage.file(SHARP, BARE));
    const later = { ...SHARP, tags: { ...SHARP.tags, opening_hours: 'Sa 10:00-18:00' } };
    const opened = { ...BARE, tags: { ...BARE.tags, opening_hours: 'Su 10:00-18:00' } };
    expect(countsOf(await stage.load(await stage.file(later, opened)))).toEqual({
      created: 0,
      updated: 2,
      unchanged: 0,
    });
    expect((await stage.barber('node/1')).availability).toEqual({ saturday: EVERY_DAY });
    expect((await stage.barber('node/2')).availability).toEqual({ sunday: EVERY_DAY });
    const silent = { ...SHARP, tags: { name: 'Sharp', phone: SHARP.tags.phone, 'addr:street': 'High Street' } };
    expect(countsOf(await stage.loadBookable(await stage.file(silent)))).toEqual({
      created: 0,
      updated: 0,
      unchanged: 1,
    });
    expect((await stage.barber('node/1')).bookable).toBe(true);
  });

  it('continues where an interrupted one left accounts without their shops', async () => {
    const path = await stage.file(SHARP, BARE);
    await stage.loadBookable(path);
    const { userId } = await stage.barber('node/1');
    await stage.db.collection('barbers').deleteOne({ osmId: 'node/1' });
    expect(countsOf(await stage.loadBookable(path))).toEqual({ created: 1, updated: 0, unchanged: 1 });
    expect(await stage.barber('node/1')).toMatchObject({ userId, bookable: true });
    expect(await stage.count('users')).toBe(2);
  });

  it('does not touch the account of another user who has the address', async () => {
    const users = stage.get(UsersService);
    await users.create({ email: 'osm-node-1@grome.test', name: 'Stranger', role: 'customer' });
    const working = await users.create({ email: 'osm-node-2@grome.test', name: 'Stranger', role: 'barber' });
    await stage.get(BarbersService).createProfile({ userId: working.id, name: 'Stranger' });
    const result = await stage.loadBookable(await stage.file(SHARP, BARE));
    expect(result.taken).toEqual(['osm-node-1@grome.test', 'osm-node-2@grome.test']);
    expect(await stage.barber('node/1')).toMatchObject({ userId: null, bookable: false, listed: true });
    expect(await stage.account('osm-node-1@grome.test')).toMatchObject({ name: 'Stranger', role: 'customer' });
  });
});
