import { defineProblem } from '../../../common/errors/problem.ts';

export const submissionChanged = defineProblem(
  'submission-changed',
  409,
  'Other documents now',
  'The barber has handed in other documents since. Look at those before you decide.',
);
export const approvedAlready = defineProblem(
  'approved-already',
  409,
  'Approved already',
  'This barber is verified. Documents are taken again when that is withdrawn.',
);
