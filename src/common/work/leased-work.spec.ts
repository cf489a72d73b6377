import { jest } from '@jest/globals';
import { TestClock } from '../../../test/support/test-clock.ts';
import { MINUTE, plus, SECOND } from '../time/durations.ts';
import { LeasedWork, type FailedAttempt, type LeasePlan } from './leased-work.ts';

const NOW = new Date('2035-03-05T12:00:00Z');
const row = (id: string, attempts = 1) => ({ id, attempts });
type Row = ReturnType<typeof row>;

function work(rows: Row[], plan: Partial<LeasePlan<Row>> = {}) {
  const failures: FailedAttempt[] = [];
  const leases: Date[] = [];
  const attempted: string[] = [];
  const warn = jest.fn();
  const whole: LeasePlan<Row> = {
    what: 'letter',
    leaseMs: MINUTE,
    retryMs: SECOND,
    maxAttempts: 3,
    take: (_now, until) => (leases.push(until), Promise.resolve(rows.shift() ?? null)),
    attempt: ({ id }) => (attempted.push(id), Promise.resolve()),
    failed: (_row, failure) => (failures.push(failure), Promise.resolve()),
    ...plan,
  };
  const clock = new TestClock();
  clock.set(NOW);
  const logger = { warn, log: warn, error: warn };
  return { leased: new LeasedWork(whole, clock, logger), failures, leases, attempted, warn };
}
const running = new AbortController().signal;
const fails = () => Promise.reject(new Error('no paper'));

describe('leased work', () => {
  it('attempts what is due, one after another, each under a lease, until nothing is due', async () => {
    const { leased, leases, attempted } = work([row('a'), row('b')]);
    expect(await leased.workOff(10, running)).toBe(2);
    expect(attempted).toEqual(['a', 'b']);
    expect(leases[0]).toEqual(plus(NOW, MINUTE));
  });

  it('ends at the limit, and when the worker stops', async () => {
    expect(await work([row('a'), row('b')]).leased.workOff(1, running)).toBe(1);
    expect(await work([row('a')]).leased.workOff(10, AbortSignal.abort())).toBe(0);
  });

  it('goes on after a failure', async () => {
    const { leased, failures, warn } = work([row('a'), row('b')], { attempt: fails });
    expect(await leased.workOff(10, running)).toBe(2);
    expect(failures.map(({ error }) => error.message)).toEqual(['no paper', 'no paper']);
    expect(warn).toHaveBeenCalledWith('letter a, attempt 1: no paper', 'LeasedWork');
  });

  it('keeps addresses out of the log, because providers quote them', async () => {
    const quotes = () => Promise.reject(new Error('550 no mailbox carla@example.org'));
    const { leased, failures, warn } = work([row('a')], { attempt: quotes });
    await leased.workOff(1, running);
    expect(failures[0]!.reason).not.toContain('carla');
    expect(String(warn.mock.calls[0])).not.toContain('carla');
  });

  it.each([
    [1, 1, false],
    [2, 2, false],
    [3, 4, true],
    // A row whose process died at every attempt can exceed the last attempt. The wait does not grow further.
    [9, 4, true],
  ])('after attempt %i waits %i s; last: %s', async (attempts, seconds, isLast) => {
    const { leased, failures } = work([row('a', attempts)], { attempt: fails });
    await leased.workOff(1, running);
    expect(failures).toMatchObject([{ retryAt: plus(NOW, seconds * SECOND), isLast }]);
  });

  it('that the worker interrupts is no failure', async () => {
    const stop = new AbortController();
    const interrupted = jest.fn<() => Promise<void>>().mockResolvedValue(undefined);
    const attempt = () => {
      stop.abort();
      stop.signal.throwIfAborted();
      return Promise.resolve();
    };
    const { leased, failures } = work([row('a'), row('b')], { attempt, interrupted });
    expect(await leased.workOff(10, stop.signal)).toBe(1);
    expect([interrupted.mock.calls, failures]).toEqual([[[row('a'), NOW]], []]);
  });
});
