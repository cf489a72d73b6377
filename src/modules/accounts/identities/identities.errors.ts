import { defineProblem } from '../../../common/errors/problem.ts';

export const providerUnavailable = defineProblem(
  'provider-unavailable',
  404,
  'Not offered',
  'This installation does not offer sign-in with this provider, or not on websites.',
);
export const providerUnreachable = defineProblem(
  'provider-unreachable',
  503,
  'The provider does not answer',
  'The provider could not be asked for its keys. Try again, or sign in another way.',
);
export const idTokenInvalid = defineProblem(
  'id-token-invalid',
  401,
  'Wrong ID token',
  'This ID token is not of this provider for this app, is expired, was used before, or came without its nonce.',
);
export const identityUnproven = defineProblem(
  'identity-unproven',
  422,
  'Wrong ID token',
  'As id-token-invalid, said to who is signed in already: this session is well, only the ID token is not.',
);
export const accountLinkRequired = defineProblem(
  'account-link-required',
  409,
  'There is an account',
  'An account with this email address exists. Send `linkToken` with its password to /auth/oauth/link (within ten minutes), or sign in to it and link the provider there. Whoever does not know the password asks for a new one.',
);
export const linkTokenInvalid = defineProblem(
  'link-token-invalid',
  422,
  'Sign in with the provider again',
  'This token is unknown, used, or expired.',
);
export const exchangeInvalid = defineProblem(
  'exchange-invalid',
  422,
  'Sign in with the provider again',
  'This code is unknown, used, older than a minute, or came without the verifier of its challenge.',
);
export const stateInvalid = defineProblem(
  'oauth-state-invalid',
  422,
  'Begin the sign-in again',
  'This sign-in was not begun by this browser, is over, or took longer than ten minutes.',
);
export const returnUrlUnknown = defineProblem(
  'return-url-unknown',
  422,
  'Unknown return address',
  'Sign-ins return only to addresses that this installation lists.',
);
export const identityTaken = defineProblem(
  'identity-taken',
  409,
  'Linked to another account',
  'This person at the provider signs in to another account here.',
);
export const providerLinked = defineProblem(
  'provider-linked',
  409,
  'Linked already',
  'This account is linked to another person at this provider. Remove that one first.',
);
export const addressUnverified = defineProblem(
  'address-unverified',
  409,
  'Verify your address first',
  'An account whose email address or phone number nobody has proved may be somebody else’s trap. Verify them, then link.',
);
export const lastWayIn = defineProblem(
  'last-way-in',
  409,
  'The only way to sign in',
  'Without this provider nobody could sign in to this account. Set a password or link another provider first.',
);
