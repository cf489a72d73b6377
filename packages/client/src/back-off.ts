export interface BackOff {
  /** Milliseconds. The longest first pause. The longest pause doubles with each attempt, up to `longest`. */
  first: number;
  longest: number;
}

/**
 * Returns how many milliseconds to wait before attempt number `attempt` (from 0): a random time between zero and the longest
 * pause of this attempt. The time is random so that many clients that lost the same server do not come back at the same moment
 * ("full jitter", AWS Architecture Blog, 2015).
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

  /** Ends the pause now, for example when the network has just come back. */
  over(): void {
    this.end?.();
  }
}
