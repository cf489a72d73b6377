import { defineProblem } from '../../common/errors/problem.ts';

export const approvedAlready = defineProblem(
  'approved-already',
  409,
  'Approved already',
  'This barber is verified. Documents are taken again when that is withdrawn.',
);
