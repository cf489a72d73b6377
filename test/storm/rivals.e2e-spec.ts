import { seedFor } from '../support/seed.ts';
import { rivalRounds } from './rivals.ts';

const MINUTES = 60_000;

describe('a hundred customers, one slot, two nodes', () => {
  it(
    'gives it to exactly one, in every round, and tells all others that it is taken',
    async () => {
      const result = await rivalRounds({ seed: seedFor('rivals'), rounds: 3, rivals: 100 });
      expect(result.violations).toEqual([]);
      expect(result.disagreements).toEqual([]);
      expect(result.answers).toEqual({ '201': 3, '409 slot-taken': 297 });
    },
    10 * MINUTES,
  );
});
