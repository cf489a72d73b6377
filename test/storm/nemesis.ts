import { setTimeout as delay } from 'node:timers/promises';
import { disagreementsIn, orphansIn, readState } from './database-check.ts';
import { instant, type Span } from './history.ts';
import type { Random } from './random.ts';
import type { Stage } from './stage.ts';
import { strictOr } from './wait.ts';

const SWEEP_WITHIN = strictOr(20_000);

interface Found {
  disagreements: string[];
  orphans: string[];
}

/** Something that runs in parallel with the clients until it is stopped. */
export interface Beside<T> {
  stop(): Promise<T>;
}

/** Repeats `turn` until `stop` is called. `stop` throws the error of `turn`. */
function beside<T>(
  turn: (wait: (milliseconds: number) => Promise<boolean>) => Promise<void>,
  result: () => Promise<T> | T,
): Beside<T> {
  const end = new AbortController();
  const wait = (milliseconds: number) => delay(milliseconds, true, { signal: end.signal }).catch(() => false);
  let failure: Error | undefined;
  const running = (async () => {
    while (!end.signal.aborted) await turn(wait);
  })().catch((error: Error) => (failure = error));
  const stop = async () => {
    end.abort();
    await running;
    if (failure) throw failure;
    return result();
  };
  return { stop };
}

/** Checks the collections every two seconds, and once more at the stop. */
export function watchDatabase({ client, db }: Stage, holdTtl: number): Beside<Found> {
  const found: Found = { disagreements: [], orphans: [] };
  const look = async () => {
    const state = await readState(client, db);
    found.disagreements.push(...disagreementsIn(state, holdTtl));
    found.orphans.push(...orphansIn(state, SWEEP_WITHIN));
    return found;
  };
  return beside(async (wait) => {
    await look();
    await wait(2_000);
  }, look);
}

/** Sometimes pauses one node for longer than a claim lives, at any point of its work. The other node continues. */
export function pauseNodes({ nodes }: Stage, random: Random, holdTtl: number): Beside<Span[]> {
  const pauses: Span[] = [];
  return beside(
    async (wait) => {
      if (!(await wait(random.between(1_500, 4_000)))) return;
      const from = instant();
      await random.pick(nodes).pause(random.between(holdTtl + 100, holdTtl + 800));
      pauses.push({ from, to: instant() });
    },
    () => pauses,
  );
}
