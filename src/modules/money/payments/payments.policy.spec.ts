import { expectedPayment } from './payments.policy.ts';

it('a new visit expects its price, shared in the currency of the price', () => {
  expect(expectedPayment({ amount: 3_500, currency: 'GBP' }, 0.15, 'in_person')).toEqual({
    status: 'pending',
    method: 'in_person',
    amount: { amount: 3_500, currency: 'GBP' },
    commission: { amount: 525, currency: 'GBP' },
    payoutAmount: { amount: 2_975, currency: 'GBP' },
  });
});
