import { seedFor } from '../support/seed.ts';
import { killRounds } from './kills.ts';

const MINUTES = 60_000;

describe('kill -9 of an API node in the middle of bookings, ten times', () => {
  it(
    'loses no acknowledged booking, makes none twice, and leaves no free slot taken',
    async () => {
      const result = await killRounds({ seed: seedFor('kills'), kills: 10 });
      expect(result.violations).toEqual([]);
      expect(result.unanswered).toBeGreaterThan(0);
    },
    10 * MINUTES,
  );
});
