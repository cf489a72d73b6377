import { defineProblem } from '../../../common/errors/problem.ts';

export const currencyMismatch = defineProblem(
  'currency-mismatch',
  422,
  'One currency per barber',
  'Every price of a barber must be in the currency of the profile. Empty the price list before you change the currency.',
);
export const unknownService = defineProblem(
  'unknown-service',
  422,
  'Unknown service',
  'A service id is not in the catalogue, or appears twice in the list.',
);
