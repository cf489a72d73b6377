import { LIMITS } from '../../src/common/limits/limits.ts';
import { bootApp, type TestApp } from '../support/app.ts';
import { PASSWORD, signUp } from '../support/people.ts';
import { TcpLink } from '../support/tcp-link.ts';

/** Behind a load balancer on this machine, so that a test can come from anywhere. */
const settings = {
  PASSWORD_HASH_QUEUE: '1000',
  RATE_LIMITS: 'on',
  TRUST_PROXY: '127.0.0.1',
};
let app: TestApp;
beforeAll(async () => {
  app = await bootApp(settings);
});
afterAll(() => app.close());

let networks = 0;
/** An address in a network of its own. */
const address = () => `81.${Math.floor(++networks / 250)}.${networks % 250}.7`;
const from = (ip: string, node = app) => node.http.with({ 'x-forwarded-for': ip });
const signIn = (email: string, password: string, ip: string, node = app) =>
  from(ip, node).post('/auth/signin', { email, password });
const statuses = async (answers: Promise<{ status: number }>[]) => {
  const counts: Record<number, number> = {};
  for (const { status } of await Promise.all(answers)) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};
const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const { points: guesses } = LIMITS['sign-in-pair'];

describe('guessing the password of one account', () => {
  it('from one network comes to an end, and its owner is not locked out', async () => {
    const [{ email }, thief, home] = [await signUp(from(address()), 'customer'), address(), address()];
    expect(await statuses(times(50, () => signIn(email, 'wrong', thief)))).toEqual({ 401: guesses, 429: 50 - guesses });
    const refused = await signIn(email, PASSWORD, thief);
    expect([refused.status, refused.body.code]).toEqual([429, 'too-many-requests']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800);
    expect((await signIn(email, PASSWORD, home)).status).toBe(200);
  });

  it('from many networks comes to an end for those it was never used from', async () => {
    const [{ email }, home] = [await signUp(from(address()), 'customer'), address()];
    expect((await signIn(email, PASSWORD, home)).status).toBe(200);
    const { points } = LIMITS['sign-in-strangers'];
    const attack = await statuses(times(60, () => signIn(email, 'wrong', address())));
    expect(attack).toEqual({ 401: points, 429: 60 - points });
    expect((await signIn(email, PASSWORD, address())).status).toBe(429);
    expect((await signIn(email, PASSWORD, home)).status).toBe(200);
  });

  it('from one private network locks nobody out who is in another', async () => {
    const { email } = await signUp(from(address()), 'customer');
    const attack = await statuses(times(guesses + 1, () => signIn(email, 'wrong', '10.1.2.3')));
    expect(attack).toEqual({ 401: guesses, 429: 1 });
    expect((await signIn(email, PASSWORD, '10.1.2.4')).status).toBe(429);
    expect((await signIn(email, PASSWORD, '10.1.3.3')).status).toBe(200);
  });

  it('that does not exist is answered just the same', async () => {
    const thief = address();
    const attack = await statuses(times(30, () => signIn('nobody@example.test', 'wrong', thief)));
    expect(attack).toEqual({ 401: guesses, 429: 30 - guesses });
  });

  it('is forgiven to whoever then knows it', async () => {
    const [{ email }, home] = [await signUp(from(address()), 'customer'), address()];
    for (let round = 0; round < 3; round++) {
      await Promise.all(times(guesses - 1, () => signIn(email, 'wrong', home)));
      expect((await signIn(email, PASSWORD, home)).status).toBe(200);
    }
  });
});

it('one password for many accounts comes to an end for that network', async () => {
  const [thief, { points }] = [address(), LIMITS['sign-in-network']];
  const attack = await statuses(times(points + 40, (i) => signIn(`victim-${i}@example.test`, 'Summer-2035', thief)));
  expect(attack).toEqual({ 401: points, 429: 40 });
});

it('what costs a message or a hash is limited by address', async () => {
  const [ip, { points }] = [address(), LIMITS['account-work']];
  const asked = await statuses(
    times(points + 5, (i) => from(ip).post('/auth/forgot-password', { email: `${i}@example.test` })),
  );
  expect(asked).toEqual({ 202: points, 429: 5 });
});

describe('requests', () => {
  it('of one device are limited, those of others are not', async () => {
    const carla = await signUp(from(address()), 'customer');
    const { points } = LIMITS['request-device'];
    const ask = (token: string) => from(address()).as(token).get('/me');
    const seen = await statuses(times(points + 20, () => ask(carla.token)));
    expect(seen).toEqual({ 200: points, 429: 20 });
    const { body } = await signIn(carla.email, PASSWORD, address());
    expect((await ask(body.accessToken)).status).toBe(200);
  });

  it('of one account are limited, however many devices it has', async () => {
    const { email, token } = await signUp(from(address()), 'customer');
    const tokens = [token, (await signIn(email, PASSWORD, address())).body.accessToken as string];
    const { points } = LIMITS['request-account'];
    const seen = await statuses(
      times(points + 20, (i) =>
        from(address())
          .as(tokens[i % 2]!)
          .get('/me'),
      ),
    );
    expect(seen).toEqual({ 200: points, 429: 20 });
  });

  it('of one address are limited, but for the question whether the process is well', async () => {
    const [ip, { points }] = [address(), LIMITS['request-address']];
    expect(await statuses(times(points + 10, () => from(ip).get('/services')))).toEqual({ 200: points, 429: 10 });
    expect((await from(ip).get('//health/live')).status).toBe(200);
    expect((await from(address()).get('/services')).status).toBe(200);
  });

  it('of whoever develops on this machine count a hundredth', async () => {
    const { points } = LIMITS['request-address'];
    expect(await statuses(times(points + 10, () => app.http.get('/services')))).toEqual({ 200: points + 10 });
  });
});

it('while Redis is away each node counts by itself, and people sign in', async () => {
  const link = await TcpLink.open(process.env.TEST_REDIS_URL!);
  const alone = await bootApp({ ...settings, REDIS_URL: link.url, ROLES: 'api' });
  const { email } = await signUp(from(address(), alone), 'customer');
  await link.cut();
  try {
    const thief = address();
    const attack = await statuses(times(20, () => signIn(email, 'wrong', thief, alone)));
    expect(attack).toEqual({ 401: guesses, 429: 20 - guesses });
    expect((await signIn(email, PASSWORD, address(), alone)).status).toBe(200);
  } finally {
    await link.mend();
    await alone.close();
    await link.cut();
  }
});
