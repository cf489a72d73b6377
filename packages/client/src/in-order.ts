/**
 * Puts numbered messages in order: each once, none before the one it follows. Pure; whoever uses it asks for what is missing.
 * `last` is the last number that was given out; undefined until it is known where this device begins.
 */
export class InOrder<M extends { seq: number }> {
  /** Messages that came again and were dropped. */
  repeats = 0;
  private readonly early = new Map<number, M>();
  private current: number | undefined;
  /** The highest number anybody spoke of. */
  private newest = 0;

  constructor(last?: number) {
    this.current = last;
  }

  get last(): number | undefined {
    return this.current;
  }

  /** There is more than what was given out. */
  get hasGap(): boolean {
    return this.current !== undefined && this.current < this.newest;
  }

  heardOf(seq: number): void {
    this.newest = Math.max(this.newest, seq);
  }

  /** Those that may be applied now, in order. */
  offer(message: M): M[] {
    if (message.seq <= (this.current ?? 0) || this.early.has(message.seq)) {
      this.repeats++;
      return [];
    }
    this.early.set(message.seq, message);
    this.heardOf(message.seq);
    return this.release();
  }

  /** For a device that holds nothing yet: it begins after `latest`, or with what came while it connected. */
  begin(latest: number): M[] {
    this.current ??= Math.min(latest, ...[...this.early.keys()].map((seq) => seq - 1));
    return this.release();
  }

  /** What lies up to `seq` is not to be had any more. */
  skipTo(seq: number): M[] {
    this.current = Math.max(this.current ?? 0, seq);
    for (const each of this.early.keys()) if (each <= this.current) this.early.delete(each);
    return this.release();
  }

  /** The log itself begins anew, as after a restored backup: what this device held is another log's. */
  restart(latest: number): void {
    this.early.clear();
    this.current = this.newest = latest;
  }

  private release(): M[] {
    const ready: M[] = [];
    if (this.current === undefined) return ready;
    let next = this.early.get(this.current + 1);
    while (next) {
      ready.push(next);
      this.early.delete(next.seq);
      this.current = next.seq;
      next = this.early.get(next.seq + 1);
    }
    return ready;
  }
}
