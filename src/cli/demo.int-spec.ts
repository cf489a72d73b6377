import { bootApp } from '../../test/support/app.ts';
import type { TestApp } from '../../test/support/app.ts';
import { DEMO_PASSWORD } from './demo-accounts.ts';
import { loadDemo } from './demo.ts';

describe('The demo', () => {
  let app: TestApp;
  beforeEach(async () => void (app = await bootApp()));
  afterEach(() => app.close());

  const load = (log: (line: string) => void = () => undefined) => loadDemo(app.config.MONGODB_URI, log);
  const count = (name: string, filter = {}) => app.db.collection(name).countDocuments(filter);
  const versions = async () =>
    JSON.stringify(
      await app.db
        .collection('barbers')
        .find({}, { projection: { availabilityVersion: 1 } })
        .toArray(),
    );

  it('puts sixty bookable barbers around the demo shop, and does nothing the next time', async () => {
    const lines: string[] = [];
    await load((line) => lines.push(line));
    expect(lines).toEqual(['demo accounts', 'demo city: 60 barbers', 'demo shop']);
    const { body } = await app.http.get('/barbers/nearby?lat=51.4552&lng=-2.5946&radius=10000&bookable=true&limit=100');
    expect(body.items).toHaveLength(61);
    expect(body.items[0]).toMatchObject({ name: 'Bruno’s Barbershop', distance: 0, bookable: true, isOnline: true });
    for (const email of ['barber@grome.test', 'osm-node-9000000001@grome.test'])
      expect((await app.http.post('/auth/signin', { email, password: DEMO_PASSWORD })).status).toBe(200);

    const before = await versions();
    await load((line) => lines.push(line));
    expect(lines).toHaveLength(3);
    expect(await versions()).toBe(before);
    expect(await count('outbox')).toBe(0);
  });

  it('leaves alone what became of it, even when the demo barber closed the shop', async () => {
    await load();
    const { body } = await app.http.post('/auth/signin', { email: 'barber@grome.test', password: DEMO_PASSWORD });
    await app.http.as(body.accessToken).put('/barbers/me/availability', {});
    const before = await versions();
    await load();
    expect(await versions()).toBe(before);
  });

  it.each(['demo accounts', 'demo city: 60 barbers'])(
    'is completed by the next start when it broke off after "%s"',
    async (last) => {
      const breakOff = (line: string) => {
        if (line === last) throw new Error('broken off');
      };
      await expect(load(breakOff)).rejects.toThrow('broken off');
      await load();
      expect(await count('barbers', { bookable: true })).toBe(61);
      expect([await count('barbers'), await count('users'), await count('services')]).toEqual([61, 63, 8]);
    },
  );
});
