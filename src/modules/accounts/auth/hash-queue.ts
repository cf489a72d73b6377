/** Lets `width` pieces of work run at once and `queue` more wait; whoever comes then gets the error `full` makes. */
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

  /** The place goes straight to who waits longest, so nobody slips in between. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.running--;
  }
}
