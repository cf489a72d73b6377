import { defineProblem } from '../../../common/errors/problem.ts';

export const serviceNotOffered = defineProblem(
  'service-not-offered',
  422,
  'Service not offered',
  'This barber does not offer one of the services.',
);
