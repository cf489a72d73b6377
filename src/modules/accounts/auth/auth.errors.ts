import { defineProblem } from '../../../common/errors/problem.ts';

export const invalidCredentials = defineProblem(
  'invalid-credentials',
  401,
  'Wrong sign-in',
  'There is no account with this address and password.',
);
export const accountSuspended = defineProblem(
  'account-suspended',
  403,
  'Account suspended',
  'This account was suspended by an admin. Write to support.',
);
export const refreshTokenInvalid = defineProblem(
  'refresh-token-invalid',
  401,
  'Sign in again',
  'This refresh token is unknown, expired, used before, or its session has ended.',
);
