import { z } from 'zod';
import type { Problem } from './problem.ts';

/** The body of a problem (RFC 9457). HTTP answers (application/problem+json) and socket acks have the same body. */
export const ProblemView = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    instance: z.string().optional(),
    requestId: z.string().optional(),
    errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });
export type ProblemView = z.infer<typeof ProblemView>;

export function toProblemView(problem: Problem, place: { instance?: string; requestId?: string } = {}): ProblemView {
  return {
    type: `https://grome.dev/problems/${problem.code}`,
    title: problem.type.title,
    status: problem.status,
    detail: problem.message,
    code: problem.code,
    ...place,
    ...problem.extra,
  };
}
