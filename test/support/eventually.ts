import { setTimeout as pause } from 'node:timers/promises';

const LIMIT_MS = 15_000;

/** Asks again until `probe` stops throwing, for at most fifteen seconds; then its last error is the test's. */
export async function eventually<T>(probe: () => Promise<T> | T): Promise<T> {
  const end = Date.now() + LIMIT_MS;
  for (;;) {
    try {
      return await probe();
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(20);
    }
  }
}
