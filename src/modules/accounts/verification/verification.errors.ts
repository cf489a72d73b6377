import { defineProblem } from '../../../common/errors/problem.ts';

export const submissionChanged = defineProblem(
  'submission-changed',
  409,
  'Documents were replaced',
  'The barber has handed in other documents in the meantime. Look at the new documents before you decide.',
);
export const approvedAlready = defineProblem(
  'approved-already',
  409,
  'Already approved',
  'This barber is approved already. New documents are accepted only after an admin has withdrawn the approval.',
);
