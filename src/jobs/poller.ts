import type { LoggerService } from '@nestjs/common';

/** Runs `work` every `intervalMs`, one at a time, at once when nudged; a failure is logged and the next turn tries again. */
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

  /** Work is waiting: do it now, or once more when the present turn ends. */
  nudge(): void {
    if (this.stopped) return;
    if (this.running) this.again = true;
    else this.running = this.turn();
  }

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
