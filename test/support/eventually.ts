import { setTimeout as pause } from 'node:timers/promises';

const LIMIT_MS = 15_000;

/** Calls `probe` again until it does not throw. After fifteen seconds, throws its last error. */
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
