import type { components } from './generated/openapi.ts';

/** Every code of docs/problems.md that this client knows; a newer server may have more. */
export type ProblemCode = components['schemas']['ProblemCode'];

/**
 * RFC 9457, as the server answers it: `code` is what to decide by (docs/problems.md). The `error` of a REST answer knows the codes of
 * its own operation.
 */
export type Problem = components['schemas']['Problem'] & { code: ProblemCode | (string & {}) };

/** The server said no. */
export class GromeError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.detail}`);
    this.name = 'GromeError';
    this.problem = problem;
  }
}

/** Nobody answered: no network, no server, or not in time. What was asked for may have happened or not. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('The server cannot be reached.', { cause });
    this.name = 'Unreachable';
  }
}
