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

/** A node with a database that answers when told to, and a Redis that hands over what is published to it. */
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
  const open = (id: string, lives = 60_000) =>
    database.set(id, { id, userId: 'u', expireAt: new Date(clock.time + lives) } as Session);
  const hold = () => void pending.push(() => undefined);
  const release = () => pending.splice(0).forEach((resolve) => resolve());
  return {
    living,
    database,
    clock,
    open,
    hold,
    release,
    published,
    hear: (ids: string) => hear('', ids),
    reads: () => reads,
  };
}

describe('the sessions a node has seen alive', () => {
  it('are asked for once in SESSION_CACHE_SECONDS', async () => {
    const { living, open, clock, reads } = node();
    open('a');
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
    const { living, open, reads } = node({ SESSION_CACHE_SECONDS: '0' });
    open('a');
    for (const read of [1, 2]) {
      await living.find('a');
      expect(reads()).toBe(read);
    }
  });

  it('are as old as the question, however late the answer comes', async () => {
    const { living, open, clock, hold, release, reads } = node();
    open('a');
    hold();
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
    for (const { open, living } of [here, there]) await living.find((open('a'), open('b'), 'a'));
    for (const { database } of [here, there]) database.clear();
    here.living.forget(['a', 'b']);
    expect(await here.living.find('a')).toBeNull();
    expect(here.published).toEqual([['node:sessions-ended', 'a,b']]);
    there.hear('a,b');
    expect(await there.living.find('a')).toBeNull();
  });

  it('are not kept when one ended while the database was being asked', async () => {
    const { living, open, database, hold, release, reads } = node();
    open('a');
    hold();
    const answer = living.find('a');
    database.clear();
    living.forget(['a']);
    release();
    expect((await answer)?.id).toBe('a');
    expect(await living.find('a')).toBeNull();
    expect(reads()).toBe(2);
  });

  it('do not include what has expired or never was', async () => {
    const { living, open } = node();
    open('old', 0);
    expect(await living.find('old')).toBeNull();
    expect(await living.find('none')).toBeNull();
  });
});
