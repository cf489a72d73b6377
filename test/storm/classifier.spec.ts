import { accuracyOf } from './classifier.ts';
import { Random } from './random.ts';

const random = new Random(7);
const samples = (count: number, slower: number) =>
  Array.from({ length: count }, () => {
    const isKnown = random.chance(0.5);
    return { isKnown, time: 3 + random.next() + (isKnown ? slower : 0) };
  });

test('times that do not differ tell nothing', () => {
  expect(accuracyOf(samples(4_000, 0))).toBeGreaterThan(0.45);
  expect(accuracyOf(samples(4_000, 0))).toBeLessThan(0.55);
});

test('times that differ are told apart, whichever is the slower', () => {
  expect(accuracyOf(samples(2_000, 2))).toBe(1);
  expect(accuracyOf(samples(2_000, -2))).toBe(1);
});

test('a small difference shows in many samples', () => {
  expect(accuracyOf(samples(4_000, 0.3))).toBeGreaterThan(0.6);
});
