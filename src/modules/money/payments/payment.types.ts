/** Where the payment of a visit stands. A visit that is paid in person stays `pending`. */
export const PAYMENT_STATUSES = ['pending'] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];
