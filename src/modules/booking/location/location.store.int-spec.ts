import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { loadConfig } from '../../../common/config/config.ts';
import { LocationStore } from './location.store.ts';

const fix = { lat: 51.45, lng: -2.6, at: '2035-03-05T12:00:00.000Z' };
let redis: Redis;
let store: LocationStore;
beforeAll(() => {
  redis = new Redis(process.env.TEST_REDIS_URL!, { maxRetriesPerRequest: 0 });
  const prefix = `test_${randomBytes(6).toString('hex')}`;
  const settings = { MONGODB_URI: 'mongodb://nowhere', REDIS_URL: process.env.TEST_REDIS_URL!, REDIS_PREFIX: prefix };
  store = new LocationStore(redis, loadConfig({ ...settings, JWT_SECRET: 'x'.repeat(32) }));
});
afterAll(() => redis.disconnect());

describe('the last fix', () => {
  it('is kept from the opening to the end', async () => {
    await store.open('a');
    expect(await store.find('a')).toEqual({});
    expect(await store.replace('a', fix)).toBe(true);
    await store.open('a');
    expect(await store.find('a')).toEqual({ fix });
    await store.end('a');
    expect(await store.find('a')).toBeNull();
  });

  it('of a late report does not restore an ended journey', async () => {
    await store.open('b');
    await store.end('b');
    expect(await store.replace('b', fix)).toBe(false);
    expect(await store.find('b')).toBeNull();
  });

  it('cannot be read while Redis is unavailable', async () => {
    redis.disconnect();
    await expect(store.find('a')).rejects.toMatchObject({ status: 503, code: 'not-ready' });
  });
});
