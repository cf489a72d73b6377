import type { components } from './generated/openapi.ts';

/** Every code of docs/problems.md that this client knows. A newer server may answer with further codes. */
export type ProblemCode = components['schemas']['ProblemCode'];

/**
 * A problem as the server answers it (RFC 9457). Apps decide by `code` (docs/problems.md). The type of `error` in a REST answer
 * has only the codes of that operation.
 */
export type Problem = components['schemas']['Problem'] & { code: ProblemCode | (string & {}) };

/** The server refused the request. */
export class GromeError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.detail}`);
    this.name = 'GromeError';
    this.problem = problem;
  }
}

/** No answer came: there is no network, no server, or the time is over. The request may or may not have had its effect. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('The server cannot be reached.', { cause });
    this.name = 'Unreachable';
  }
}
