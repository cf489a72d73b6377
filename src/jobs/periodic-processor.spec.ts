import { jest } from '@jest/globals';
import { HealthState } from '../common/health/health-state.ts';
import { PeriodicProcessor } from './periodic-processor.ts';

const EVERY_MS = 1_000;

class Stuck extends PeriodicProcessor {
  turns = 0;

  constructor(readonly warn: (message: string) => void) {
    super('stuck', EVERY_MS, { log: () => undefined, warn, error: () => undefined });
  }

  work(): Promise<void> {
    this.turns++;
    return new Promise(() => undefined);
  }
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

function started() {
  const [health, warn] = [new HealthState(), jest.fn()];
  const processor = new Stuck(warn);
  Object.assign(processor, { health });
  processor.onApplicationBootstrap();
  return { health, processor, warn };
}

it('a node that stops does not wait longer than it may for work that never ends', async () => {
  const { health, processor, warn } = started();
  await jest.advanceTimersByTimeAsync(EVERY_MS);
  health.drain();
  const [stopped, over] = [processor.onModuleDestroy(), jest.fn()];
  void stopped.then(over);
  await jest.advanceTimersByTimeAsync(8_000);
  expect(over).not.toHaveBeenCalled();
  await jest.advanceTimersByTimeAsync(1_000);
  expect(over).toHaveBeenCalled();
  expect(warn).toHaveBeenCalledWith('stuck: stopped in the middle of it', 'PeriodicProcessor');
});

it('a node that stops begins no more turns, although Nest has yet to come to this processor', async () => {
  const { health, processor } = started();
  health.drain();
  await jest.advanceTimersByTimeAsync(10 * EVERY_MS);
  expect(processor.turns).toBe(0);
});
