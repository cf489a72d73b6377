import type { LoggerService } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { loadConfig } from '../../../../common/config/config.ts';
import { Clock } from '../../../../common/time/clock.ts';
import { LivingSessions } from './living-sessions.ts';
import type { Session, SessionsRepository } from './sessions.repository.ts';

const environment = {
  JWT_SECRET: 'x'.repeat(32),
  MONGODB_URI: 'mongodb://h',
  REDIS_URL: 'redis://h',
  REDIS_PREFIX: 'node',
};

/** A node. Its database can delay answers until `release`, and its Redis keeps every published message. */
function node(settings: Record<string, string> = {}) {
  const database = new Map<string, Session>();
  const pending: (() => void)[] = [];
  let reads = 0;
  const findById = async (id: string) => {
    reads++;
    const found = database.get(id) ?? null;
    if (pending.length) await new Promise<void>((resolve) => pending.push(resolve));
    return found;
  };
  let hear: (channel: string, message: string) => void = () => undefined;
  const published: unknown[] = [];
  const redis = {
    duplicate: () => redis,
    on: (event: string, listener: never) => void (event === 'message' && (hear = listener)),
    publish: (...message: unknown[]) => Promise.resolve(published.push(message)),
  };
  const clock = new (class extends Clock {
    time = 1_000_000;
    override now() {
      return new Date(this.time);
    }
  })();
  const living = new LivingSessions(
    { findById } as unknown as SessionsRepository,
    clock,
    loadConfig({ ...environment, ...settings }),
    redis as unknown as Redis,
    {} as LoggerService,
  );
  const start = (id: string, lives = 60_000) =>
    database.set(id, { id, userId: 'u', expireAt: new Date(clock.time + lives) } as Session);
  const delayAnswers = () => void pending.push(() => undefined);
  const release = () => pending.splice(0).forEach((resolve) => resolve());
  return {
    living,
    database,
    clock,
    start,
    delayAnswers,
    release,
    published,
    hear: (ids: string) => hear('', ids),
    reads: () => reads,
  };
}

describe('the sessions a node has seen alive', () => {
  it('are asked for once in SESSION_CACHE_SECONDS', async () => {
    const { living, start, clock, reads } = node();
    start('a');
    for (const step of [0, 1_000, 1_999]) {
      clock.time += step;
      expect((await living.find('a'))?.id).toBe('a');
    }
    expect(reads()).toBe(1);
    clock.time += 1;
    await living.find('a');
    expect(reads()).toBe(2);
  });

  it('are asked for each time when SESSION_CACHE_SECONDS is zero', async () => {
    const { living, start, reads } = node({ SESSION_CACHE_SECONDS: '0' });
    start('a');
    for (const read of [1, 2]) {
      await living.find('a');
      expect(reads()).toBe(read);
    }
  });

  it('are cached from the moment of the question, however late the database answers', async () => {
    const { living, start, clock, delayAnswers, release, reads } = node();
    start('a');
    delayAnswers();
    const answer = living.find('a');
    clock.time += 2_000;
    release();
    await answer;
    clock.time += 1_000;
    await living.find('a');
    expect(reads()).toBe(2);
  });

  it('are forgotten when they end, here and where the announcement is heard', async () => {
    const here = node();
    const there = node();
    for (const { start, living } of [here, there]) await living.find((start('a'), start('b'), 'a'));
    for (const { database } of [here, there]) database.clear();
    here.living.forget(['a', 'b']);
    expect(await here.living.find('a')).toBeNull();
    expect(here.published).toEqual([['node:sessions-ended', 'a,b']]);
    there.hear('a,b');
    expect(await there.living.find('a')).toBeNull();
  });

  it('are not kept when one ended while the database was being asked', async () => {
    const { living, start, database, delayAnswers, release, reads } = node();
    start('a');
    delayAnswers();
    const answer = living.find('a');
    database.clear();
    living.forget(['a']);
    release();
    expect((await answer)?.id).toBe('a');
    expect(await living.find('a')).toBeNull();
    expect(reads()).toBe(2);
  });

  it('do not include what has expired or never was', async () => {
    const { living, start } = node();
    start('old', 0);
    expect(await living.find('old')).toBeNull();
    expect(await living.find('none')).toBeNull();
  });
});
