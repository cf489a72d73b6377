import type { Money } from '../../../common/money/money.ts';
import { sharesOf } from './commission.policy.ts';
import type { Payment, PaymentMethod } from './payment.types.ts';

/** The payment that a new visit expects, at a commission of `rate` (0 to 1). Its shares become final with the capture. */
export function expectedPayment({ amount, currency }: Money, rate: number, method: PaymentMethod): Payment {
  const { commission, payout } = sharesOf(amount, rate);
  return {
    status: 'pending',
    method,
    amount: { amount, currency },
    commission: { amount: commission, currency },
    payoutAmount: { amount: payout, currency },
  };
}
