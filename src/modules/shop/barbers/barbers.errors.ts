import { defineProblem } from '../../../common/errors/problem.ts';

export const currencyMismatch = defineProblem(
  'currency-mismatch',
  422,
  'One currency per barber',
  'Every price of a barber is in the currency of the profile. Change the currency with an empty price list first.',
);
export const unknownService = defineProblem(
  'unknown-service',
  422,
  'No such service',
  'A service id is not in the catalogue, or stands twice in the list.',
);
