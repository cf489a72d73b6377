import { z } from 'zod';

/** An ISO 4217 code in upper case that this runtime knows. */
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as GBP')
  .refine((code) => Intl.supportedValuesOf('currency').includes(code), 'not a currency');

/** An amount in whole minor units (3500 = £35.00) and an ISO 4217 currency. */
export const Money = z
  .strictObject({ amount: z.int().min(0).max(100_000_000), currency: Currency })
  .meta({ id: 'Money' });
export type Money = z.infer<typeof Money>;

/** Money in an answer. There is no upper limit, because a visit of several services may cost more than one service may. */
export const MoneyView = z.object({ amount: z.int(), currency: z.string() }).meta({ id: 'MoneyView' });

export const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);
