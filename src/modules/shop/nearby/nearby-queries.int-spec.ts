import { bootApp, type TestApp } from '../../../../test/support/app.ts';
import { addBarbers, barberAt, HAIRCUT, nearbyPath, shifted } from '../../../../test/support/nearby-barbers.ts';

let app: TestApp;
beforeAll(async () => {
  app = await bootApp({ ROLES: 'api' });
  const shops = Array.from({ length: 400 }, (_, i) => barberAt({ at: shifted(i * 12), rating: i % 5 }));
  const homes = Array.from({ length: 40 }, (_, i) =>
    barberAt({ at: shifted(6_000 + i * 200), visits: 'home', serviceRadius: 9_000 }),
  );
  await addBarbers(app, [...shops, ...homes]);
});
afterAll(() => app.close());

/** What the database did for one request: from its profiler, not from a query written anew. */
async function operationsOf(query: Record<string, unknown>): Promise<any[]> {
  await app.db.command({ profile: 2 });
  const { status } = await app.http.get(nearbyPath(query));
  await app.db.command({ profile: 0 });
  expect(status).toBe(200);
  const profile = app.db.collection('system.profile');
  const operations = await profile
    .find({ ns: { $not: /system\.profile/ } })
    .sort({ ts: 1 })
    .toArray();
  await profile.drop();
  return operations;
}

describe('what a search asks of the database', () => {
  it('for a page is one query by the place index, which reads little more than the page', async () => {
    const operations = await operationsOf({ limit: 20 });
    expect(operations).toMatchObject([{ op: 'query', ns: expect.stringMatching(/\.barbers$/) }]);
    expect(operations[0].planSummary).toContain('GEO_NEAR_2DSPHERE { publicLocation: "2dsphere", listed: 1 }');
    expect(operations[0].nreturned).toBe(21);
    expect(operations[0].docsExamined).toBeLessThan(100);
    expect(operations[0].cursorExhausted).toBe(true);
  });

  it('filters do not change the index', async () => {
    const filters = { q: 'shop', serviceId: HAIRCUT, maxPrice: 5_000, minRating: 1, online: false, bookable: true };
    const plans = (await operationsOf(filters))
      .filter(({ ns }) => ns.endsWith('.barbers'))
      .map(({ planSummary }) => planSummary);
    expect(plans).toEqual([expect.stringContaining('GEO_NEAR_2DSPHERE')]);
  });

  it('for home visits from beyond the radius uses the index on their areas, once the radius is used up', async () => {
    const plans = (await operationsOf({ limit: 20, radius: 100 })).map(({ planSummary }) => planSummary);
    expect(plans).toEqual([
      expect.stringContaining('GEO_NEAR_2DSPHERE'),
      expect.stringContaining('IXSCAN { serviceArea: "2dsphere" }'),
      expect.stringContaining('IXSCAN { _id: 1 }'),
    ]);
  });

  it('for calendars is one query for each batch of 50, not one for each barber', async () => {
    const namespaces = (await operationsOf({ sort: 'soonest', limit: 10 })).map(
      ({ op, ns }) => `${op} ${ns.split('.')[1]}`,
    );
    // Near, from beyond, what those are like, the batch, its calendars: 440 candidates, of whom 50 are looked at.
    expect(namespaces).toEqual([...Array.from({ length: 4 }, () => 'query barbers'), 'query calendars']);
  });
});
