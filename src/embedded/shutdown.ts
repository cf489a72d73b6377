import { setTimeout as pause } from 'node:timers/promises';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Milliseconds. npm passes a Ctrl-C on a second time. Only a later signal comes from a person who does not want to wait. */
const REPEATS_ARE_ECHOES = 2_000;
const DEADLINE = 4_500;

/** `checkpoint` throws this error when the user stopped the app during its start. */
export class Interrupted extends Error {}

/** Stops everything that was started, in reverse order, at the first signal. The process ends within five seconds in any case. */
export class Shutdown {
  private readonly closers: { close: () => Promise<void>; patience: number }[] = [];
  private readonly log: (line: string) => void;
  private starting: Promise<unknown> = Promise.resolve();
  private stoppedAt: number | undefined;

  constructor(log: (line: string) => void) {
    this.log = log;
    for (const signal of SIGNALS) process.on(signal, () => void this.onSignal());
  }

  /** Runs the start. A signal during the start waits for the current step, so that nothing is left half started. */
  async during(start: () => Promise<void>): Promise<void> {
    this.starting = start();
    await this.starting;
  }

  /** Adds something to close. After `patience` milliseconds, the next part is closed even if this one has not ended. */
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
