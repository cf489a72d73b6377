import { seedFor } from '../support/seed.ts';
import { randomStorm } from './random-storm.ts';
import { reportStorm } from './report.ts';

const MINUTES = 60_000;

describe('a storm of random operations on two nodes and a worker', () => {
  it(
    'seats nobody in a chair that is taken, refuses nobody a chair that is free, and loses nothing',
    async () => {
      const result = await randomStorm({ seed: seedFor('random storm'), operations: 1_200 });
      const { lines, failed } = reportStorm(result);
      if (failed) throw new Error(`${lines.join('\n')}\n${result.log.slice(-3_000)}`);
      expect(result.history.length).toBeGreaterThanOrEqual(1_200);
      expect(result.expired).toBeGreaterThan(0);
    },
    10 * MINUTES,
  );

  it(
    'is found out when the nodes’ gate is left open: the checker reports overlaps',
    async () => {
      const settings = { BOOKING_REQUEST_TTL_SECONDS: '120' };
      const crowded = { operations: 300, shops: 1, clients: 16, pauses: false, settings };
      const result = await randomStorm({ seed: seedFor('ungated storm'), ...crowded, spoil: 'gate' });
      expect(result.verdict.overlaps.length).toBeGreaterThan(0);
      expect(result.disagreements.some((line) => line.includes(' overlaps '))).toBe(true);
    },
    10 * MINUTES,
  );
});
