import { jest } from '@jest/globals';
import bcrypt from 'bcrypt';
import { loadConfig } from '../../../common/config/config.ts';
import { Problem } from '../../../common/errors/problem.ts';
import { PasswordsService } from './passwords.service.ts';

const secrets = { JWT_SECRET: 'x'.repeat(32), MONGODB_URI: 'mongodb://h', REDIS_URL: 'redis://h' };
const passwords = (settings: Record<string, string> = {}) =>
  new PasswordsService(loadConfig({ ...secrets, PASSWORD_HASH_ROUNDS: '4', ...settings }));

describe('passwords', () => {
  it('are kept as versioned bcrypt, salted each time', async () => {
    const [first, second] = await Promise.all([passwords().hash('hunter22'), passwords().hash('hunter22')]);
    expect(first).toMatch(/^v1\$\$2b\$04\$[./\w]{53}$/);
    expect(first).not.toBe(second);
    expect(await passwords().matches('hunter22', first)).toBe(true);
    expect(await passwords().matches('hunter23', first)).toBe(false);
  });

  it('count to the last byte: beyond 72 bytes, after a zero byte, in any script', async () => {
    for (const [password, near] of [
      ['a'.repeat(200), 'a'.repeat(199) + 'b'],
      ['é'.repeat(100), 'é'.repeat(99) + 'e'],
      ['secret\0one', 'secret\0two'],
    ] as const) {
      const hash = await passwords().hash(password);
      expect(await passwords().matches(password, hash)).toBe(true);
      expect(await passwords().matches(near, hash)).toBe(false);
    }
  });

  it('never match where none is stored or its version is unknown', async () => {
    expect(await passwords().matches('hunter22', undefined)).toBe(false);
    expect(await passwords().matches('hunter22', (await passwords().hash('hunter22')).replace('v1', 'v9'))).toBe(false);
  });

  it('are compared for an unknown account as for a known one: in the same queue, at the same cost', async () => {
    const service = passwords({ PASSWORD_HASH_QUEUE: '0' });
    const stored = await service.hash('hunter22');
    const inOneGo = await Promise.allSettled([stored, undefined, undefined].map((hash) => service.matches('x', hash)));
    // Two comparisons run at once. The third finds no place, which shows that an unknown account is compared as well.
    expect(inOneGo.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    const compared = jest.spyOn(bcrypt, 'compare');
    for (const hash of [stored, undefined]) await service.matches('x', hash);
    const rounds = compared.mock.calls.map(([, hash]) => bcrypt.getRounds(hash));
    expect(rounds).toEqual([4, 4]);
    compared.mockRestore();
  });

  it('are hashed two at a time; beyond a short queue the answer is 429 with the seconds to wait', async () => {
    const service = passwords({ PASSWORD_HASH_QUEUE: '3' });
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => service.hash('hunter22')));
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Problem] : []));
    expect(refused).toHaveLength(5);
    expect(refused[0]).toBeInstanceOf(Problem);
    expect(refused[0]).toMatchObject({ status: 429, extra: { retryAfter: 2 } });
  });

  it('cannot be hashed with fewer than 12 rounds in production', () => {
    expect(() => passwords({ NODE_ENV: 'production' })).toThrow(
      'PASSWORD_HASH_ROUNDS: must be at least 12 in production',
    );
    expect(loadConfig({ ...secrets, NODE_ENV: 'production' }).PASSWORD_HASH_ROUNDS).toBe(12);
  });
});
