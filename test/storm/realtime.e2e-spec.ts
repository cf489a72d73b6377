import { seedFor } from '../support/seed.ts';
import { realtimeStorm } from './realtime.ts';

const MINUTES = 60_000;

describe('sixty clients on two nodes whose ways to Redis are cut, one of which is replaced', () => {
  it(
    'hold every message in the end, each once and in order',
    async () => {
      const result = await realtimeStorm({ seed: seedFor('realtime'), messages: 400, clients: 60, cuts: 4 });
      expect(result.violations).toEqual([]);
      expect(result.healed).toHaveLength(4);
      expect(result.counts.lost).toBeGreaterThan(0);
    },
    10 * MINUTES,
  );
});
