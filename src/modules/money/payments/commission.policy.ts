/** Rates are rounded to a millionth. Then the product is a whole number, and half a minor unit is exactly half. */
const MILLION = 1_000_000;

/** The shares of a price in minor units. The two shares add up to the price. */
export interface Shares {
  /** The share of the platform. */
  commission: number;
  /** The share of the barber. */
  payout: number;
}

/**
 * Divides a price of `amount` minor units at a commission of `rate` (0 to 1, rounded to a millionth). The commission is rounded
 * once, half up, and the barber gets the remainder.
 */
export function sharesOf(amount: number, rate: number): Shares {
  const millionths = amount * Math.round(rate * MILLION);
  const commission = Math.floor((millionths + MILLION / 2) / MILLION);
  return { commission, payout: amount - commission };
}
