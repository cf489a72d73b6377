import { jest } from '@jest/globals';
import type { ModuleRef } from '@nestjs/core';
import type { Config } from '../common/config/config.ts';
import { HealthState } from '../common/health/health-state.ts';
import type { JobName, PeriodicJob } from './periodic-jobs.ts';
import { PeriodicRunner } from './periodic-runner.ts';

const EVERY_MS = 1_000;

class Chairs {}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** A runner of jobs that count their turns and do what the test asks for. */
function started(jobs: Record<string, Partial<PeriodicJob> & { does?: () => Promise<unknown> }>) {
  const [health, warn] = [new HealthState(), jest.fn()];
  const turns: Record<string, number> = {};
  const table = Object.entries(jobs).map(([name, { does, ...row }]): [string, PeriodicJob] => [
    name,
    {
      everyMs: () => EVERY_MS,
      services: [],
      turn: () => {
        turns[name] = (turns[name] ?? 0) + 1;
        return does?.() ?? Promise.resolve();
      },
      ...row,
    },
  ]);
  const modules = {
    get: (service: unknown) => {
      if (service !== Chairs) throw new Error('no such provider');
      return 'the chairs';
    },
  };
  const runner = new PeriodicRunner(
    Object.fromEntries(table),
    modules as unknown as ModuleRef,
    health,
    { SWEEP_INTERVAL_MS: EVERY_MS } as Config,
    { log: () => undefined, warn, error: () => undefined },
  );
  runner.onApplicationBootstrap();
  return { runner, health, warn, turns };
}
const later = (turns: number) => jest.advanceTimersByTimeAsync(turns * EVERY_MS);
const never = () => new Promise(() => undefined);

describe('a periodic job', () => {
  it('gets its services, the settings, and the signal that the worker stops', async () => {
    const turn = jest.fn<PeriodicJob['turn']>().mockResolvedValue(undefined);
    const { health } = started({ job: { services: [Chairs], turn } });
    await later(1);
    const context = { stopping: health.stopping, config: { SWEEP_INTERVAL_MS: EVERY_MS } };
    expect(turn).toHaveBeenCalledWith(['the chairs'], expect.objectContaining(context));
  });

  it('whose service nobody provides stops the boot', () => {
    expect(() => started({ job: { services: [class Nowhere {}] } })).toThrow('no such provider');
  });

  it('that takes long keeps its own next turn waiting, and no other job', async () => {
    const { turns } = started({ slow: { does: never }, quick: {} });
    await later(3);
    expect(turns).toEqual({ slow: 1, quick: 3 });
  });

  it('that fails is logged and comes again', async () => {
    const { turns, warn } = started({ job: { does: () => Promise.reject(new Error('no')) } });
    await later(2);
    expect(turns).toEqual({ job: 2 });
    expect(warn).toHaveBeenCalledWith('job: Error: no', 'Poller');
  });

  it('that may overlap comes on time although earlier turns wait, up to its limit', async () => {
    const { turns, warn } = started({
      waits: { does: never, atOnce: 3 },
      fails: { does: () => Promise.reject(new Error('no')), atOnce: 1 },
    });
    await later(5);
    expect(turns).toEqual({ waits: 3, fails: 5 });
    expect(warn).toHaveBeenCalledWith('fails: Error: no', 'PeriodicRunner');
  });

  it('can be given one turn, which says when it fails', async () => {
    const { runner, turns } = started({ good: {}, bad: { does: () => Promise.reject(new Error('no')) } });
    await runner.turn('good' as JobName);
    await expect(runner.turn('bad' as JobName)).rejects.toThrow('no');
    expect(turns).toEqual({ good: 1, bad: 1 });
  });
});

describe('a node that stops', () => {
  it.each([
    ['never ends', { does: never }],
    ['overlaps and never ends', { does: never, atOnce: 2 }],
  ])('does not wait longer than it may for a turn that %s', async (_, row) => {
    const { runner, health, warn } = started({ stuck: row });
    await later(1);
    health.drain();
    const [stopped, over] = [runner.onModuleDestroy(), jest.fn()];
    void stopped.then(over);
    await jest.advanceTimersByTimeAsync(8_000);
    expect(over).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(over).toHaveBeenCalled();
    expect(warn).toHaveBeenCalledWith('stuck: stopped in the middle of a turn', 'PeriodicRunner');
  });

  it('begins no more turns of any job, although Nest has yet to come to the runner', async () => {
    const { health, turns } = started({ one: {}, other: { atOnce: 2 } });
    health.drain();
    await later(10);
    expect(turns).toEqual({});
  });
});
