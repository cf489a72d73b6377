import { bootApp } from '../support/app.ts';
import type { TestApp } from '../support/app.ts';
import { addBarber, addBarbers, barberAt, CENTRE, nearbyPath, shifted, allPages } from '../support/nearby-barbers.ts';

let app: TestApp;
beforeAll(async () => {
  app = await bootApp({ PASSWORD_HASH_ROUNDS: '4' });
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.db.collection('barbers').deleteMany({});
});

describe('smoke', () => {
  it('works', async () => {
    await addBarbers(app, Array.from({ length: 30 }, (_, i) => barberAt({ at: shifted(i * 10) })));
    const r = await app.http.get(nearbyPath({ limit: 2, sort: 'soonest' }));
    console.log(JSON.stringify(r.body, null, 1));
    console.log((await allPages(app, { limit: 7 })).map((x) => x.distance));
    console.log((await app.http.get(nearbyPath({ lat: '', from: 'x', foo: 1 }))).body);
    const docs = await fetch(`${app.http.url}/docs-json`).then((x) => x.json());
    console.log(JSON.stringify(docs.paths['/api/v1/barbers/nearby'], null, 1));
  });
});
