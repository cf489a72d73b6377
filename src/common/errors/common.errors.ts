import { defineProblem } from './problem.ts';

export const validationFailed = defineProblem(
  'validation-failed',
  400,
  'Invalid input',
  'The request does not match its schema. `errors` lists each fault with a JSON pointer. Nothing was written.',
);
export const malformedRequest = defineProblem(
  'malformed-request',
  400,
  'Malformed request',
  'The server could not read the request: the JSON is broken, the UTF-8 is invalid, or a key is forbidden.',
);
export const unauthenticated = defineProblem(
  'unauthenticated',
  401,
  'Not signed in',
  'The request has no access token, or the token has expired, was revoked or was not issued by this server. Sign in first.',
);
export const forbidden = defineProblem(
  'forbidden',
  403,
  'Not allowed',
  'You are signed in, but your account may not do this.',
);
export const notFound = defineProblem(
  'not-found',
  404,
  'Not found',
  'This resource does not exist, or you may not see it.',
);
export const methodNotAllowed = defineProblem(
  'method-not-allowed',
  405,
  'Method not allowed',
  'This path does not support that HTTP method.',
);
export const payloadTooLarge = defineProblem(
  'payload-too-large',
  413,
  'Body too large',
  'The body of the request is larger than the server allows.',
);
export const unsupportedMediaType = defineProblem(
  'unsupported-media-type',
  415,
  'Unsupported media type',
  'The body of the request must be application/json.',
);
export const tooManyRequests = defineProblem(
  'too-many-requests',
  429,
  'Too many requests',
  'Wait for the number of seconds in Retry-After, then try again.',
);
export const internalError = defineProblem(
  'internal-error',
  500,
  'Internal error',
  'The server failed. The error was logged with the id of the request.',
);
export const tooBusy = defineProblem(
  'too-busy',
  503,
  'Too busy',
  'Too many requests change the same data at once. Nothing was written. Try again.',
);
export const notReady = defineProblem(
  'not-ready',
  503,
  'Not ready',
  'A database that the server needs does not answer.',
);
export const idempotencyMismatch = defineProblem(
  'idempotency-mismatch',
  422,
  'Key already used',
  'This Idempotency-Key was already sent with another request. Use a new key.',
);
export const idempotencyInProgress = defineProblem(
  'idempotency-in-progress',
  409,
  'Still running',
  'A request with this Idempotency-Key is still running. Send the request again in a moment.',
);
