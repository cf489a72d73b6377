import { seedFor } from '../support/seed.ts';
import { dropsStorm } from './drops.ts';

const MINUTES = 60_000;

describe('a hundred clients on two nodes who lose their connections at random', () => {
  it(
    'hold every message in the end, each once and in order',
    async () => {
      const result = await dropsStorm({ seed: seedFor('drops'), messages: 500, clients: 100 });
      expect(result.violations).toEqual([]);
      expect(result.counts.lost).toBeGreaterThan(20);
    },
    10 * MINUTES,
  );
});
