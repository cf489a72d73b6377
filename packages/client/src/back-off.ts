export interface BackOff {
  /** Milliseconds: the longest first pause, doubled each time, up to the longest of all. */
  first: number;
  longest: number;
}

/**
 * Milliseconds to wait before trying for the nth time (from 0): anything between nothing and twice as much as the last
 * time, so that many who lost the same server do not come back at the same moment ("full jitter", AWS Architecture Blog, 2015).
 */
export function pauseBefore(attempt: number, { first, longest }: BackOff, random: () => number = Math.random): number {
  return random() * Math.min(longest, first * 2 ** attempt);
}

/** A pause that can be cut short. */
export class Pause {
  private end: (() => void) | undefined;

  async take(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.end = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.end = undefined;
  }

  /** As when the network has just come back. */
  over(): void {
    this.end?.();
  }
}
