export interface Sample {
  /** Milliseconds. */
  time: number;
  isKnown: boolean;
}

/**
 * Learns from one half of the samples and returns how often it then guesses right about the other half; 0.5 is chance. It uses
 * the one threshold, in either direction, that divides the first half best.
 */
export function accuracyOf(samples: Sample[]): number {
  const learned = samples.filter((_, i) => i % 2 === 0).sort((a, b) => a.time - b.time);
  const { threshold, isSlowKnown } = bestDivision(learned);
  const judged = samples.filter((_, i) => i % 2 === 1);
  const right = judged.filter(({ time, isKnown }) => (time >= threshold === isSlowKnown) === isKnown);
  return right.length / judged.length;
}

/** Takes samples sorted by time. Tries every threshold once and counts how many known accounts are below the threshold. */
function bestDivision(sorted: Sample[]): { threshold: number; isSlowKnown: boolean } {
  const known = sorted.filter(({ isKnown }) => isKnown).length;
  let best = { threshold: -Infinity, isSlowKnown: true, right: known };
  let knownBelow = 0;
  for (const [below, { time, isKnown }] of sorted.entries()) {
    const slowKnown = below - knownBelow + (known - knownBelow);
    for (const [right, isSlowKnown] of [
      [slowKnown, true],
      [sorted.length - slowKnown, false],
    ] as const)
      if (right > best.right) best = { threshold: (time + (sorted[below - 1]?.time ?? time)) / 2, isSlowKnown, right };
    if (isKnown) knownBelow++;
  }
  return best;
}
