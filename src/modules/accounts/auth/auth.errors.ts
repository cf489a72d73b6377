import { defineProblem } from '../../../common/errors/problem.ts';

export const invalidCredentials = defineProblem(
  'invalid-credentials',
  401,
  'Wrong address or password',
  'There is no account with this address and password.',
);
export const accountSuspended = defineProblem(
  'account-suspended',
  403,
  'Account suspended',
  'An admin suspended this account. Write to support.',
);
export const refreshTokenInvalid = defineProblem(
  'refresh-token-invalid',
  401,
  'Sign in again',
  'This refresh token is unknown, has expired or was used before, or its session has ended.',
);
