import {
  Catch,
  HttpException,
  Inject,
  type ArgumentsHost,
  type ExceptionFilter,
  type LoggerService,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as known from '../errors/common.errors.ts';
import { toProblemView } from '../errors/problem-view.ts';
import { Problem } from '../errors/problem.ts';
import { ERROR_REPORTER, LOGGER } from '../logging/logging.tokens.ts';
import type { ErrorReporter } from '../logging/error-reporter.ts';

const BY_STATUS: Record<number, (detail?: string) => Problem> = {
  400: known.malformedRequest,
  401: known.unauthenticated,
  403: known.forbidden,
  404: known.notFound,
  405: known.methodNotAllowed,
  413: known.payloadTooLarge,
  414: known.malformedRequest,
  415: known.unsupportedMediaType,
  429: known.tooManyRequests,
  503: known.notReady,
};

/**
 * Maps every thrown value to a problem. A `Problem` stays as it is. An error of the framework gets the problem of its status. Any
 * other error becomes 500 `internal-error`.
 */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status =
    error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number } | null)?.statusCode;
  const problem = status === undefined ? undefined : BY_STATUS[status];
  return problem ? problem((error as Error).message) : known.internalError();
}

/** Answers the request with the problem. */
export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
  if (problem.status === 429 || problem.status === 503)
    void reply.header('retry-after', Number(problem.extra.retryAfter ?? 1));
  const view =
    problem.extra.replayed ?? toProblemView(problem, { instance: request.url.split('?')[0]!, requestId: request.id });
  void reply
    .header('x-request-id', request.id)
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify(view));
}

/**
 * Answers failed requests with `application/problem+json` (RFC 9457). Unexpected errors are logged once and reveal no details.
 */
@Catch()
export class HttpProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(LOGGER) private readonly logger: LoggerService,
    @Inject(ERROR_REPORTER) private readonly reporter: ErrorReporter,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const problem = toProblem(error);
    if (problem.status === 500) {
      this.logger.error(error, 'HttpProblemFilter');
      this.reporter.report(error);
    }
    sendProblem(problem, request, http.getResponse<FastifyReply>());
  }
}
