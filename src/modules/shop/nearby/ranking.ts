import { bySpot } from '../barbers/search/spots.policy.ts';
import type { Spot } from '../barbers/search/search.types.ts';

/** A position in the answer: by `rank`, ascending, then by distance and id. In the order of distance every rank is 0. */
export interface Ranked extends Spot {
  rank: number;
}

export const byRank = (a: Ranked, b: Ranked): number => a.rank - b.rank || bySpot(a, b);

/**
 * Examines `queue` batch by batch until the best `count` items are known. Examination may move an item later in the order, never
 * earlier.
 */
export async function bestOf<Q extends Ranked, R extends Ranked>(
  queue: Q[],
  count: number,
  batchSize: number,
  examine: (batch: Q[]) => Promise<R[]>,
): Promise<R[]> {
  const waiting = queue.toSorted(byRank);
  let best: R[] = [];
  for (let next = 0; next < waiting.length; next += batchSize) {
    const last = best[count - 1];
    if (last && byRank(last, waiting[next]!) < 0) break;
    best = [...best, ...(await examine(waiting.slice(next, next + batchSize)))].sort(byRank);
  }
  return best.slice(0, count);
}
