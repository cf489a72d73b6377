import { writeFile } from 'node:fs/promises';
import { countsOf, ImportStage } from '../../../test/support/import-stage.ts';
import { ImportFileError } from './import-file-error.ts';

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

describe('An import', () => {
  it('makes listings that are found and cannot be booked', async () => {
    const result = await stage.load(await stage.file(SHARP, BARE));
    expect(countsOf(result)).toEqual({ created: 2, updated: 0, unchanged: 0 });
    expect(result.tally.hours).toEqual({ parsed: 1, defaulted: 0, missing: 1 });
    expect(await stage.barber('node/1')).toMatchObject({
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
    expect((await stage.barber('node/2')).availability).toEqual({});
    expect(await stage.count('users')).toBe(0);
  });

  it('of the same file again changes nothing', async () => {
    const path = await stage.file(SHARP, BARE);
    await stage.load(path);
    const before = await stage.everything();
    expect(countsOf(await stage.load(path))).toEqual({ created: 0, updated: 0, unchanged: 2 });
    expect(await stage.everything()).toBe(before);
  });

  it('of a newer file takes over what the map changed, and leaves alone what is no longer in it', async () => {
    await stage.load(await stage.file(SHARP, BARE));
    const known = await stage.barber('node/1');
    await stage.db.collection('barbers').updateOne({ osmId: 'node/1' }, { $set: { nextFreeFrom: new Date() } });
    const { phone: _gone, ...tags } = SHARP.tags;
    const changed = { ...SHARP, tags: { ...tags, name: 'Sharper', opening_hours: 'Sa 10:00-18:00' } };
    const moved = { osmId: 'node/3', tags: { name: 'New' } };
    expect(countsOf(await stage.load(await stage.file(changed, moved)))).toEqual({
      created: 1,
      updated: 1,
      unchanged: 0,
    });
    expect(await stage.barber('node/1')).toMatchObject({
      _id: known._id,
      name: 'Sharper',
      phone: null,
      address: 'High Street',
      availability: { saturday: EVERY_DAY },
      searchTokens: ['sharper'],
      nextFreeFrom: null,
      availabilityVersion: known.availabilityVersion + 1,
    });
    expect(Object.keys((await stage.barber('node/1')).availability)).toEqual(['saturday']);
    expect(await stage.barber('node/2')).toMatchObject({ name: 'Bare', listed: true });
  });

  it('moves a listing together with its time zone', async () => {
    await stage.load(await stage.file(BARE));
    await stage.load(await stage.file({ ...BARE, at: [13.4, 52.52] }));
    expect(await stage.barber('node/2')).toMatchObject({
      timezone: 'Europe/Berlin',
      publicLocation: { coordinates: [13.4, 52.52] },
    });
  });

  it('that runs twice at once makes each listing and each account once', async () => {
    const shops = Array.from({ length: 700 }, (_, n) => ({ osmId: `node/${n + 1}`, tags: { name: `Shop ${n}` } }));
    const path = await stage.file(...shops);
    const results = await Promise.all([stage.loadBookable(path), stage.loadBookable(path)]);
    expect(results.map(({ created, updated, unchanged }) => created + updated + unchanged)).toEqual([700, 700]);
    expect(await stage.count('barbers', { bookable: true })).toBe(700);
    expect(await stage.count('users')).toBe(700);
    expect(await stage.db.collection('barbers').distinct('userId')).toHaveLength(700);
  });

  it('fails when the file has changed since the first pass', async () => {
    const path = await stage.file(SHARP);
    const judged = await stage.judge(path);
    await writeFile(path, '{"type":"FeatureCollection","features":[');
    await expect(stage.imports.write(judged, { currency: 'GBP' })).rejects.toThrow(ImportFileError);
    await writeFile(path, '{"type":"FeatureCollection","features":[]}');
    await expect(stage.imports.write(judged, { currency: 'GBP' })).rejects.toThrow('the file changed during');
  });
});
