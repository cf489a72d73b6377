import { z } from 'zod';
import { MoneyView } from '../../../common/money/money.ts';
import { PAYMENT_METHODS, PAYMENT_STATUSES, type Payment } from './payment.types.ts';

export const PaymentMethod = z.enum(PAYMENT_METHODS);

/** The payment as a booking shows it. */
export const PaymentView = z.object({
  status: z.enum(PAYMENT_STATUSES),
  method: PaymentMethod,
  amount: MoneyView,
  commission: MoneyView,
  payoutAmount: MoneyView,
});
export type PaymentView = z.infer<typeof PaymentView>;

export const toPaymentView = ({ status, method, amount, commission, payoutAmount }: Payment): PaymentView => ({
  status,
  method,
  amount,
  commission,
  payoutAmount,
});
