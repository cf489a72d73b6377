import { defineProblem } from './problem.ts';

export const validationFailed = defineProblem(
  'validation-failed',
  400,
  'Invalid input',
  'The request does not match its schema; `errors` lists each fault with a JSON pointer. Nothing was written.',
);
export const malformedRequest = defineProblem(
  'malformed-request',
  400,
  'Malformed request',
  'The request could not be read: broken JSON, invalid UTF-8 or a forbidden key.',
);
export const unauthenticated = defineProblem(
  'unauthenticated',
  401,
  'Sign in first',
  'There is no access token, or it is expired, revoked or not ours.',
);
export const forbidden = defineProblem('forbidden', 403, 'Not allowed', 'You are known, but may not do this.');
export const notFound = defineProblem(
  'not-found',
  404,
  'Not found',
  'There is no such thing, or it is not yours to see.',
);
export const methodNotAllowed = defineProblem(
  'method-not-allowed',
  405,
  'Method not allowed',
  'This path does not answer that method.',
);
export const payloadTooLarge = defineProblem(
  'payload-too-large',
  413,
  'Too large',
  'The body is larger than this server reads.',
);
export const unsupportedMediaType = defineProblem(
  'unsupported-media-type',
  415,
  'Send JSON',
  'The body must be application/json.',
);
export const tooManyRequests = defineProblem(
  'too-many-requests',
  429,
  'Too many requests',
  'Wait for the seconds in Retry-After, then try again.',
);
export const internalError = defineProblem(
  'internal-error',
  500,
  'Our fault',
  'Something broke here. It was logged with the request id.',
);
export const tooBusy = defineProblem(
  'too-busy',
  503,
  'Too busy',
  'Too many changes to the same thing at once. Nothing was written; try again.',
);
export const notReady = defineProblem('not-ready', 503, 'Not ready', 'A database this server needs does not answer.');
export const idempotencyMismatch = defineProblem(
  'idempotency-mismatch',
  422,
  'Key used for something else',
  'This Idempotency-Key was sent before with another request. Use a new key.',
);
export const idempotencyInProgress = defineProblem(
  'idempotency-in-progress',
  409,
  'Still running',
  'A request with this Idempotency-Key is still running. Ask again shortly.',
);
