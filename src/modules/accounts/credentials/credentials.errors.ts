import { defineProblem } from '../../../common/errors/problem.ts';

export const codeInvalid = defineProblem(
  'code-invalid',
  422,
  'Wrong code',
  'This code is wrong, used, expired, or was tried too often. Ask for another.',
);
export const alreadyVerified = defineProblem(
  'already-verified',
  409,
  'Verified already',
  'There is no address of this account that waits for a code.',
);
export const resetInvalid = defineProblem(
  'reset-invalid',
  422,
  'Ask for a new password again',
  'This token is unknown, used, or expired.',
);
export const wrongPassword = defineProblem(
  'wrong-password',
  422,
  'Wrong password',
  'That is not the present password of this account.',
);
export const signInAgain = defineProblem(
  'sign-in-again',
  422,
  'Sign in once more',
  'This account has no password to show. Sign in with its provider again, and try within ten minutes.',
);
