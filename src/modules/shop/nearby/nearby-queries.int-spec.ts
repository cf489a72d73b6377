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

/** Operations that the database executed for one request, from the profiler of the database. */
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

describe('the queries of a search', () => {
  it('a page needs one query on the place index, which reads little more than the page', async () => {
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

  it('home visits from beyond the radius use the index on areas, after all barbers within the radius', async () => {
    const plans = (await operationsOf({ limit: 20, radius: 100 })).map(({ planSummary }) => planSummary);
    expect(plans).toEqual([
      expect.stringContaining('GEO_NEAR_2DSPHERE'),
      expect.stringContaining('IXSCAN { serviceArea: "2dsphere" }'),
      expect.stringContaining('IXSCAN { _id: 1 }'),
    ]);
  });

  it('calendars need one query for each batch of 50 barbers, not one for each barber', async () => {
    const namespaces = (await operationsOf({ sort: 'soonest', limit: 10 })).map(
      ({ op, ns }) => `${op} ${ns.split('.')[1]}`,
    );
    // The reads: near barbers, barbers from beyond the radius, their details, the batch, and the calendars of the batch. 50 of
    // the 440 candidates are examined.
    expect(namespaces).toEqual([...Array.from({ length: 4 }, () => 'query barbers'), 'query calendars']);
  });
});
