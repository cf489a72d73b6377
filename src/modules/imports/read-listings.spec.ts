import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeMessyFile } from '../../../test/support/osm-generator.ts';
import { until } from '../../../test/support/processes.ts';
import { distanceBetween } from '../../common/geo/geo.ts';
import { createHoursReader, type ReadHours } from './hours/opening-hours.ts';
import { ImportTally, judge, readListings } from './read-listings.ts';

const demoCity = join(import.meta.dirname, '../../../assets/demo-city.geojson');
let readHours: ReadHours;
beforeAll(async () => void (readHours = await createHoursReader(2026)));

describe('A whole file', () => {
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'grome-import-'))));
  afterAll(() => rm(folder, { recursive: true }));

  it('of 50,000 untidy features is judged to the last one, and every feature is accounted for', async () => {
    const path = join(folder, 'messy.geojson');
    const expected = await writeMessyFile(path, 50_000);
    const watched = new ImportTally();
    const judging = judge(path, readHours, watched);
    await until('some of it is read', () => watched.bytesRead > 0);
    expect(watched.features).toBeLessThan(50_000);
    const { features, listings, skipped, reasons, hours } = await judging;
    expect({ features, listings, reasons, hours }).toEqual(expected);
    expect(listings + skipped).toBe(50_000);
  }, 120_000);

  it('gives the same listings in both passes', async () => {
    const path = join(folder, 'twice.geojson');
    await writeMessyFile(path, 500, 7);
    const [first, second] = [
      await Array.fromAsync(readListings(path, readHours)),
      await Array.fromAsync(readListings(path, readHours)),
    ];
    expect(second).toEqual(first);
    expect(new Set(first.map(({ osmId }) => osmId)).size).toBe(first.length);
  });

  it('can be stopped half-way', async () => {
    const listings = readListings(demoCity, readHours);
    const { value } = await listings.next();
    expect(value).toMatchObject({ osmId: 'node/9000000001' });
    await listings.return(undefined);
  });
});

describe('The demo city', () => {
  it('has sixty shops of its own, all with hours, within ten kilometres', async () => {
    const listings = await Array.fromAsync(readListings(demoCity, readHours));
    expect(listings).toHaveLength(60);
    for (const { osmId, hoursSource, timezone, address, location } of listings) {
      expect(osmId).toMatch(/^node\/90000000\d\d$/);
      expect({ hoursSource, timezone }).toEqual({ hoursSource: 'parsed', timezone: 'Europe/London' });
      expect(address).toMatch(/^\d+ .+, Bristol, GB$/);
      expect(distanceBetween(location.coordinates, [-2.5879, 51.4545])).toBeLessThan(10_000);
    }
    expect(new Set(listings.map(({ name }) => name)).size).toBe(60);
  });
});
