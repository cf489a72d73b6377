import { HttpException, NotFoundException, type ArgumentsHost, type LoggerService } from '@nestjs/common';
import { jest } from '@jest/globals';
import { notReady, tooBusy, tooManyRequests } from '../errors/common.errors.ts';
import type { ErrorReporter } from '../logging/error-reporter.ts';
import { HttpProblemFilter, toProblem } from './problem.filter.ts';

function answer(error: unknown) {
  const sent = { status: 0, headers: {} as Record<string, string>, body: {} as any };
  const reply = {
    header: (name: string, value: string | number) => ((sent.headers[name] = String(value)), reply),
    status: (status: number) => ((sent.status = status), reply),
    type: (type: string) => ((sent.headers['content-type'] = type), reply),
    send: (text: string) => ((sent.body = JSON.parse(text)), reply),
  };
  const request = { id: 'r1', url: '/api/v1/bookings?token=abc' };
  const host = { getType: () => 'http', switchToHttp: () => ({ getRequest: () => request, getResponse: () => reply }) };
  const [log, report] = [jest.fn(), jest.fn()];
  new HttpProblemFilter({ error: log } as unknown as LoggerService, { report } as unknown as ErrorReporter).catch(
    error,
    host as unknown as ArgumentsHost,
  );
  return { ...sent, log, report };
}

describe('an error nobody expected', () => {
  it('is a 500 that shows nothing of it, logged and reported once', () => {
    const error = new TypeError('cannot read mongodb://user:hunter2@host of undefined');
    const { status, headers, body, log, report } = answer(error);
    expect(status).toBe(500);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(body).toEqual({
      type: 'https://grome.dev/problems/internal-error',
      title: 'Internal error',
      status: 500,
      code: 'internal-error',
      detail: 'The server failed. The error was logged with the id of the request.',
      instance: '/api/v1/bookings',
      requestId: 'r1',
    });
    expect([log.mock.calls.length, report.mock.calls]).toEqual([1, [[error]]]);
  });

  it.each([['a text'], [undefined], [null], [{ statusCode: 418 }], [new HttpException('teapot', 418)]])(
    'even when it is %p',
    (error) => {
      expect(answer(error)).toMatchObject({ status: 500, body: { code: 'internal-error' } });
    },
  );
});

describe('a refusal', () => {
  it('is not logged, keeps its members, and leaves the query out of the instance', () => {
    const { body, log } = answer(tooManyRequests(undefined, { limit: 5 }));
    expect(body).toMatchObject({ code: 'too-many-requests', status: 429, limit: 5, instance: '/api/v1/bookings' });
    expect(log).not.toHaveBeenCalled();
  });

  it.each([
    ['too many requests, seven seconds', tooManyRequests(undefined, { retryAfter: 7 }), '7'],
    ['too many requests', tooManyRequests(), '1'],
    ['too busy', tooBusy(), '1'],
    ['not ready', notReady(), '1'],
    ['not found', new NotFoundException(), undefined],
  ])('says when to try again, if ever: %s', (_what, error, seconds) => {
    expect(answer(error).headers['retry-after']).toBe(seconds);
  });

  it.each([
    [400, 'malformed-request'],
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [413, 'payload-too-large'],
    [414, 'malformed-request'],
    [415, 'unsupported-media-type'],
    [429, 'too-many-requests'],
    [503, 'not-ready'],
  ])('of the framework with status %d gets its name: %s', (status, code) => {
    expect(toProblem(new HttpException('no', status)).code).toBe(code);
    expect(toProblem({ statusCode: status, message: 'no' }).code).toBe(code);
  });

  it('that is repeated under an Idempotency-Key is the first one, word for word', () => {
    const replayed = { code: 'slot-taken', requestId: 'r0' };
    const problem = tooBusy(undefined, { replayed });
    expect(answer(problem).body).toEqual(replayed);
  });
});
