/**
 * Lets `width` pieces of work run at once and `queue` more wait. Any further work is refused with the error that `full` makes.
 */
export class HashQueue {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly width: number,
    private readonly queue: number,
    private readonly full: () => Error,
  ) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private async enter(): Promise<void> {
    if (this.running < this.width) {
      this.running++;
      return;
    }
    if (this.waiting.length >= this.queue) throw this.full();
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** Gives the place directly to the work that has waited longest, so that newer work cannot take the place first. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.running--;
  }
}
