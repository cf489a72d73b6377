import type { LoggerService } from '@nestjs/common';

/**
 * Runs `work` every `intervalMs`, one turn at a time, and at once when nudged. A failure is logged, and the next turn tries
 * again.
 */
export class Poller {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;

  constructor(
    private readonly name: string,
    private readonly intervalMs: number,
    private readonly work: () => Promise<void>,
    private readonly logger: LoggerService,
  ) {}

  start(): void {
    this.timer = setTimeout(() => this.nudge(), this.intervalMs);
  }

  /** Begins a turn now. When a turn is running, begins another turn after it. */
  nudge(): void {
    if (this.stopped) return;
    if (this.running) this.again = true;
    else this.running = this.turn();
  }

  /** Begins no further turn, and waits for the running turn. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async turn(): Promise<void> {
    clearTimeout(this.timer);
    do {
      this.again = false;
      await this.work().catch((error: unknown) => void this.logger.warn(`${this.name}: ${String(error)}`, 'Poller'));
    } while (this.again && !this.stopped);
    this.running = undefined;
    if (!this.stopped) this.start();
  }
}
