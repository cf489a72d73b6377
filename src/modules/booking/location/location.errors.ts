import { defineProblem } from '../../../common/errors/problem.ts';

export const locationNotShared = defineProblem(
  'location-not-shared',
  409,
  'Location is not shared',
  'The barber shares their location between depart and start, after `location.share`. `location.stop` or a long silence ends this.',
);
