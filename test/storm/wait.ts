import { setTimeout as pause } from 'node:timers/promises';

/** Polls until `holds` returns a true value, and returns that value. Fails with the question when it never does. */
export async function waitUntil<T>(
  question: string,
  holds: () => T | Promise<T>,
  timeout = 20_000,
): Promise<NonNullable<T>> {
  const deadline = performance.now() + timeout;
  for (;;) {
    const answer = await holds();
    if (answer) return answer;
    if (performance.now() > deadline) throw new Error(`After ${timeout} ms still not: ${question}`);
    await pause(20);
  }
}

/**
 * Returns the limit in milliseconds: 5 s in `npm run storm`, and `patience` among other suites, which compete for the processors.
 */
export const strictOr = (patience: number): number => (process.env.JEST_WORKER_ID ? patience : 5_000);
