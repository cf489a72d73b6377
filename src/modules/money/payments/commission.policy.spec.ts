import { sharesOf } from './commission.policy.ts';

describe('the commission', () => {
  it.each([
    // Half a penny is rounded up, and is exactly half despite floating point.
    [3_500, 0.15, 525],
    [10, 0.15, 2],
    [9, 0.15, 1],
    [50, 0.29, 15],
    [1_150, 0.07, 81],
    [1, 0.5, 1],
    [1, 0.499_999, 0],
    [333, 0.125, 42],
    [100_000_000, 0.123456, 12_345_600],
    // A rate is rounded to a millionth.
    [100_000_000, 0.123_456_4, 12_345_600],
    // The most expensive visit: ten services at the highest price.
    [1_000_000_000, 0.999_999, 999_999_000],
    [3_500, 0, 0],
    [3_500, 1, 3_500],
    [0, 0.15, 0],
  ])('of %d at a rate of %d is %d, and the rest is the barber’s', (amount, rate, commission) => {
    expect(sharesOf(amount, rate)).toEqual({ commission, payout: amount - commission });
  });
});
