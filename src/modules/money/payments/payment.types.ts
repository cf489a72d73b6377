import type { Money } from '../../../common/money/money.ts';

/** Where the payment of a visit stands. Only money decides about it; a visit that is paid in person stays `pending`. */
export const PAYMENT_STATUSES = [
  'pending',
  'authorized',
  'card_saved',
  'deposit_paid',
  'action_required',
  'completed',
  'failed',
  'voided',
  'refunded',
  'partially_refunded',
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export const PAYMENT_METHODS = ['card', 'in_person'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** The payment of one visit. A booking keeps the price and its shares as they were agreed. */
export interface Payment {
  status: PaymentStatus;
  method: PaymentMethod;
  /** The price of the visit. */
  amount: Money;
  commission: Money;
  payoutAmount: Money;
}
