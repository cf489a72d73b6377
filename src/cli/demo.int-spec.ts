import { MongoClient } from 'mongodb';
import { bootApp, freshEnvironment, type TestApp } from '../../test/support/app.ts';
import { DEMO_PASSWORD } from './demo-accounts.ts';
import { loadDemo } from './demo.ts';

describe('The demo', () => {
  let app: TestApp;
  const lines: string[] = [];
  const load = () => loadDemo(app.config.MONGODB_URI, (line) => lines.push(line));
  const versions = async () =>
    JSON.stringify(
      await app.db
        .collection('barbers')
        .find({}, { projection: { availabilityVersion: 1 } })
        .toArray(),
    );

  beforeAll(async () => {
    app = await bootApp();
    await load();
  }, 60_000);
  afterAll(() => app.close());

  it('puts sixty bookable barbers around the demo shop, and tells nobody', async () => {
    expect(lines).toEqual(['demo accounts', 'demo city: 60 barbers', 'demo shop']);
    const { body } = await app.http.get('/barbers/nearby?lat=51.4552&lng=-2.5946&radius=10000&bookable=true&limit=100');
    expect(body.items).toHaveLength(61);
    expect(body.items[0]).toMatchObject({ name: 'Bruno’s Barbershop', distance: 0, bookable: true, isOnline: true });
    for (const email of ['barber@grome.test', 'osm-node-9000000001@grome.test'])
      expect((await app.http.post('/auth/signin', { email, password: DEMO_PASSWORD })).status).toBe(200);
    expect(await app.db.collection('outbox').countDocuments()).toBe(0);
  });

  it('does nothing the next time, even when the demo barber closed the shop meanwhile', async () => {
    const { body } = await app.http.post('/auth/signin', { email: 'barber@grome.test', password: DEMO_PASSWORD });
    await app.http.as(body.accessToken).put('/barbers/me/availability', {});
    const before = await versions();
    await load();
    expect(lines).toHaveLength(3);
    expect(await versions()).toBe(before);
  });
});

describe('A demo that broke off', () => {
  it.each(['demo accounts', 'demo city: 60 barbers'])(
    'after "%s" is completed by the next start',
    async (last) => {
      const { MONGODB_URI = '' } = await freshEnvironment();
      const breakOff = (line: string) => {
        if (line === last) throw new Error('broken off');
      };
      await expect(loadDemo(MONGODB_URI, breakOff)).rejects.toThrow('broken off');
      await loadDemo(MONGODB_URI, () => undefined);

      const client = await MongoClient.connect(MONGODB_URI);
      const count = (name: string, filter = {}) => client.db().collection(name).countDocuments(filter);
      expect(await count('barbers', { bookable: true })).toBe(61);
      expect([await count('barbers'), await count('users'), await count('services')]).toEqual([61, 63, 8]);
      await client.db().dropDatabase();
      await client.close();
    },
    60_000,
  );
});
