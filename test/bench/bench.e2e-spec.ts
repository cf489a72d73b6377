import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Result } from './figures/figure.ts';
import type { Measure } from './load/rounds.ts';

const RUN = fileURLToPath(new URL('./run.ts', import.meta.url));

describe('npm run bench -- --small', () => {
  it('measures every figure beside its floor', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [RUN, '--small', '--json'], { maxBuffer: 2 ** 24 });
    const results = JSON.parse(stdout.trim().split('\n').at(-1)!) as Result[];
    expect(results.map(({ name }) => name)).toEqual([
      ...['nearby', 'availability', 'bookings', 'outbox'],
      ...['realtime', 'fan-out', 'connections'],
    ]);
    for (const { comparisons, aims } of results) {
      expect(comparisons.length).toBeGreaterThan(0);
      for (const { floor, ours, ratio } of comparisons)
        for (const value of [measured(floor), measured(ours), ratio]) expect(value).toBeGreaterThan(0);
      for (const { value } of aims) expect(value).toBeGreaterThan(0);
    }
  }, 240_000);
});

const measured = ({ perSecond, client, memory }: Measure) => perSecond ?? client?.p50 ?? memory?.rss;
