import { Writable } from 'node:stream';
import { runInRequest } from '../http/request-context.ts';
import { Logger } from './logger.ts';

function logTo(options: { level?: string; json?: boolean } = {}) {
  const lines: string[] = [];
  const stream = new Writable({ write: (chunk, _encoding, done) => (lines.push(String(chunk).trimEnd()), done()) });
  return { lines, log: new Logger({ level: 'debug', json: true, ...options, stream }) };
}

describe('a log line', () => {
  it('is one line of JSON in production: level, time, where, what, and details', () => {
    const { lines, log } = logTo();
    log.log('sent', { count: 3 }, 'OutboxRelay');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toEqual({
      level: 'info',
      message: 'sent',
      context: 'OutboxRelay',
      count: 3,
      timestamp: expect.any(String),
    });
  });

  it('is readable in development', () => {
    const { lines, log } = logTo({ json: false });
    runInRequest({ requestId: 'r1' }, () => log.warn('slow', 'Here'));
    expect(lines[0]).toMatch(/^\d{4}-\S+ warn \[Here\] \(r1\) slow$/);
  });

  it('carries the request and the user it was written for, also after waiting', async () => {
    const { lines, log } = logTo();
    await runInRequest({ requestId: 'r1', userId: 'u1' }, async () => {
      log.log('before');
      await new Promise((resolve) => setImmediate(resolve));
      log.log('after');
    });
    log.log('outside');
    expect(
      lines.map((line) => JSON.parse(line)).map(({ message, requestId, userId }) => [message, requestId, userId]),
    ).toEqual([
      ['before', 'r1', 'u1'],
      ['after', 'r1', 'u1'],
      ['outside', undefined, undefined],
    ]);
  });

  it('has the stack of an error, once, and no secret in either', () => {
    const { lines, log } = logTo();
    log.error(new Error('cannot reach redis://:hunter2@cache:6379'), { password: 'hunter2' }, 'Redis');
    const { message, stack, password } = JSON.parse(lines[0]!);
    expect(message).toBe('cannot reach redis://***@cache:6379');
    expect(stack).toContain('logger.spec.ts');
    expect(password).toBe('***');
    expect(lines.join()).not.toContain('hunter2');
  });

  it.each([
    ['error', 1],
    ['warn', 2],
    ['info', 3],
    ['debug', 5],
    ['silent', 0],
  ])('at level %s: %d of five', (level, count) => {
    const { lines, log } = logTo({ level });
    log.error('x');
    log.warn('x');
    log.log('x');
    log.debug('x');
    log.verbose('x');
    expect(lines).toHaveLength(count);
  });
});
