import { paceFor } from './pace.ts';

it.each([
  [0, true, 2],
  [999, true, 2],
  [1_000, true, 5],
  [4_999, true, 5],
  [5_000, true, 10],
  [Infinity, true, 10],
  [0, false, 15],
])('%d m away, watched %s: a report every %d seconds', (metres, isWatched, everySeconds) => {
  expect(paceFor(metres, isWatched)).toBe(everySeconds);
});
