import { defineProblem } from '../../../common/errors/problem.ts';

export const providerUnavailable = defineProblem(
  'provider-unavailable',
  404,
  'Provider not offered',
  'This installation does not offer sign-in with this provider, or offers it only in apps.',
);
export const providerUnreachable = defineProblem(
  'provider-unreachable',
  503,
  'The provider does not answer',
  'The platform could not ask the provider for its keys. Try again, or sign in another way.',
);
export const idTokenInvalid = defineProblem(
  'id-token-invalid',
  401,
  'Wrong ID token',
  'This ID token is not from this provider for this app, has expired, was used before, or came without its nonce.',
);
export const identityUnproven = defineProblem(
  'identity-unproven',
  422,
  'Wrong ID token',
  'The ID token is wrong for a reason of `id-token-invalid`. The status is not 401, because your session is still valid.',
);
export const accountLinkRequired = defineProblem(
  'account-link-required',
  409,
  'Account already exists',
  'An account with this email address exists. Send `linkToken` with its password to /auth/oauth/link within ten minutes, or sign in to the account and link the provider there. A user who does not know the password can ask for a new password.',
);
export const linkTokenInvalid = defineProblem(
  'link-token-invalid',
  422,
  'Sign in with the provider again',
  'This token is unknown, was used before, or has expired.',
);
export const exchangeInvalid = defineProblem(
  'exchange-invalid',
  422,
  'Sign in with the provider again',
  'This code is unknown, was used before, is older than a minute, or came without the verifier of its challenge.',
);
export const stateInvalid = defineProblem(
  'oauth-state-invalid',
  422,
  'Start the sign-in again',
  'This browser did not start this sign-in, or the sign-in has ended, or it took longer than ten minutes.',
);
export const returnUrlUnknown = defineProblem(
  'return-url-unknown',
  422,
  'Unknown return address',
  'A sign-in returns only to addresses that the settings of this installation list.',
);
export const identityTaken = defineProblem(
  'identity-taken',
  409,
  'Linked to another account',
  'This person at the provider is linked to another account here.',
);
export const providerLinked = defineProblem(
  'provider-linked',
  409,
  'Already linked',
  'This account is linked to another person at this provider. Remove that link first.',
);
export const addressUnverified = defineProblem(
  'address-unverified',
  409,
  'Verify your address first',
  'Another person may have made this account as a trap, because nobody has proved its email address or phone number. Verify the address first, and then link.',
);
export const lastWayIn = defineProblem(
  'last-way-in',
  409,
  'The only way to sign in',
  'Without this provider nobody could sign in to this account. Set a password or link another provider first.',
);
