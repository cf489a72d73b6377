import { stalledStorm } from './stalled.ts';

const MINUTES = 60_000;
const SIZES = { deaf: 8, greedy: 8, halfOpen: 4, healthy: 10, kinds: ['gone', 'half'] as const };
const COURSE = { seconds: 10, warmUpSeconds: 3, everyMs: 0, untilClosed: false };

describe('clients that stop reading, and half-open connections', () => {
  it(
    'are cut off, while the others get every message',
    async () => {
      const settings = { SOCKET_PING_INTERVAL_MS: '3000', SOCKET_PING_TIMEOUT_MS: '5000' };
      const result = await stalledStorm({ ...SIZES, ...COURSE, settings });
      expect(result.violations).toEqual([]);
      expect(result.kept).toEqual({});
      expect(result.connections.during).toBeGreaterThanOrEqual(result.connections.before + 12);
    },
    10 * MINUTES,
  );
});
