import { defineProblem } from '../../../common/errors/problem.ts';

export const codeInvalid = defineProblem(
  'code-invalid',
  422,
  'Wrong code',
  'This code is wrong, was used before, has expired, or somebody tried too many codes. Ask for a new code.',
);
export const alreadyVerified = defineProblem(
  'already-verified',
  409,
  'Already verified',
  'No address of this account waits for a code.',
);
export const resetInvalid = defineProblem(
  'reset-invalid',
  422,
  'Ask for a new password again',
  'This token is unknown, was used before, or has expired.',
);
export const wrongPassword = defineProblem(
  'wrong-password',
  422,
  'Wrong password',
  'This is not the current password of this account.',
);
export const signInAgain = defineProblem(
  'sign-in-again',
  422,
  'Sign in again first',
  'This account has no password. Sign in with its provider again, and repeat the request within ten minutes.',
);
