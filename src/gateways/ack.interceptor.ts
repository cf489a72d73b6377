import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { map, timeout, type Observable } from 'rxjs';
import { tooBusy } from '../common/errors/common.errors.ts';
import { CLIENT_MESSAGES, type ClientMessage } from '../realtime-contract.ts';

const LONGEST_MS = 5_000;

/** Answers every message with `{ ok: true, data }` within five seconds. `data` holds only what the contract declares. */
@Injectable()
export class AckInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { answer } = (CLIENT_MESSAGES as Record<string, ClientMessage>)[context.switchToWs().getPattern()]!;
    return next.handle().pipe(
      timeout({
        first: LONGEST_MS,
        with: () => {
          throw tooBusy();
        },
      }),
      map((data: unknown) => ({ ok: true, data: answer.parse(data ?? {}) })),
    );
  }
}
