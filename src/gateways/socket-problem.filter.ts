import { Catch, Inject, type ArgumentsHost, type ExceptionFilter, type LoggerService } from '@nestjs/common';
import { toProblem } from '../common/http/problem.filter.ts';
import { ERROR_REPORTER, LOGGER } from '../common/logging/logging.tokens.ts';
import type { ErrorReporter } from '../common/logging/error-reporter.ts';
import { refuse } from './refuse.ts';
import type { AuthenticatedSocket } from './socket.adapter.ts';

/** Turns errors of handlers into refusals. Unknown errors are logged once, and their details are not shown to the client. */
@Catch()
export class SocketProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(LOGGER) private readonly logger: LoggerService,
    @Inject(ERROR_REPORTER) private readonly reporter: ErrorReporter,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const problem = toProblem(error);
    if (problem.status === 500) {
      this.logger.error(error, 'SocketProblemFilter');
      this.reporter.report(error);
    }
    refuse(host.getArgByIndex<AuthenticatedSocket>(0), problem, host.getArgByIndex(2));
  }
}
