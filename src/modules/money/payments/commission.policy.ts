/** Rates are taken to a millionth: then the product is a whole number, and half a minor unit is exactly half. */
const MILLION = 1_000_000;

/** How a price is shared, in minor units. The two add up to the price. */
export interface Shares {
  /** What the platform keeps. */
  commission: number;
  /** What the barber gets. */
  payout: number;
}

/**
 * Shares a price of `amount` minor units at a commission of `rate` (0 to 1, to a millionth). The commission is rounded once, half
 * up, and the remainder is the barber's.
 */
export function sharesOf(amount: number, rate: number): Shares {
  const millionths = amount * Math.round(rate * MILLION);
  const commission = Math.floor((millionths + MILLION / 2) / MILLION);
  return { commission, payout: amount - commission };
}
