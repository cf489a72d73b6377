import { toProblemView } from '../common/errors/problem-view.ts';
import type { Problem } from '../common/errors/problem.ts';
import type { AuthenticatedSocket } from './socket.adapter.ts';

/** Sends a problem to the client: in the ack, or as a `problem` message when the client asked for no ack. */
export function refuse(socket: AuthenticatedSocket, problem: Problem, ack?: unknown): void {
  const error = toProblemView(problem);
  if (typeof ack === 'function') (ack as (answer: unknown) => void)({ ok: false, error });
  else socket.emit('problem', error);
}
