import { Pause, pauseBefore } from './back-off.ts';

const settings = { first: 500, longest: 15_000 };

test('pauses double up to the longest', () => {
  const longest = [0, 1, 2, 5, 60].map((attempt) => pauseBefore(attempt, settings, () => 1));
  expect(longest).toEqual([500, 1_000, 2_000, 15_000, 15_000]);
});

test('many who lost the same server come back at different times', () => {
  const pauses = Array.from({ length: 100 }, () => pauseBefore(3, settings));
  expect(new Set(pauses).size).toBeGreaterThan(90);
  expect(Math.min(...pauses)).toBeLessThan(2_000);
});

test('a pause is over when somebody says so', async () => {
  const pause = new Pause();
  const taken = pause.take(3_600_000);
  pause.over();
  await expect(taken).resolves.toBeUndefined();
});
