import { setTimeout as pause } from 'node:timers/promises';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** npm hands the terminal's Ctrl-C on a second time; only a later one is a person who has lost patience. */
const REPEATS_ARE_ECHOES = 2_000;
const DEADLINE = 4_500;

/** Thrown by `checkpoint` when the user stopped us while we were still starting. */
export class Interrupted extends Error {}

/** Stops what was started, last first, on the first signal; ends within five seconds whatever hangs. */
export class Shutdown {
  private readonly closers: { close: () => Promise<void>; patience: number }[] = [];
  private readonly log: (line: string) => void;
  private starting: Promise<unknown> = Promise.resolve();
  private stoppedAt: number | undefined;

  constructor(log: (line: string) => void) {
    this.log = log;
    for (const signal of SIGNALS) process.on(signal, () => void this.onSignal());
  }

  /** Runs the start; a signal meanwhile waits for its current step, so that nothing is left half up. */
  async during(start: () => Promise<void>): Promise<void> {
    this.starting = start();
    await this.starting;
  }

  /** `patience`: how many milliseconds this one may take before the next is closed anyway. */
  add(close: () => Promise<void>, patience = DEADLINE): void {
    this.closers.push({ close, patience });
  }

  checkpoint(): void {
    if (this.stoppedAt !== undefined) throw new Interrupted();
  }

  async closeAll(): Promise<void> {
    for (let next = this.closers.pop(); next; next = this.closers.pop()) {
      const { close, patience } = next;
      await Promise.race([close(), pause(patience, undefined, { ref: false })]).catch((error: Error) => {
        this.log(`While stopping: ${error.message}`);
      });
    }
  }

  private async onSignal(): Promise<void> {
    if (this.stoppedAt !== undefined) {
      if (Date.now() - this.stoppedAt > REPEATS_ARE_ECHOES) process.exit(1);
      return;
    }
    this.stoppedAt = Date.now();
    setTimeout(() => process.exit(1), DEADLINE).unref();
    this.log('\nStopping …');
    await this.starting.catch(() => undefined);
    await this.closeAll();
    this.log('Stopped.');
    process.exit(0);
  }
}
