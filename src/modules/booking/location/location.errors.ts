import { defineProblem } from '../../../common/errors/problem.ts';

export const locationNotShared = defineProblem(
  'location-not-shared',
  409,
  'Location is not shared',
  'A position is shared from depart to start, once `location.share` said so; it ends with `location.stop` and after a silence.',
);
