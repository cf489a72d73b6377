import { defineProblem } from '../../../common/errors/problem.ts';

export const ownAccount = defineProblem(
  'own-account',
  422,
  'Your own account',
  'Admins cannot suspend themselves or change their own role. Ask another admin.',
);
export const lastAdmin = defineProblem(
  'last-admin',
  409,
  'Last admin',
  'Without this account nobody could administer the platform. Make another user an admin first.',
);
export const accountExists = defineProblem(
  'account-exists',
  409,
  'Account already exists',
  'An account with this email address or phone number exists. Sign in, or ask for a new password.',
);
