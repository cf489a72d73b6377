/**
 * Puts numbered messages in order: each message comes out once, and none comes out before its predecessor. The class does no I/O;
 * its user asks for missing messages. `last` is the number of the last message that came out. It is undefined until the first
 * number for this device is known.
 */
export class InOrder<M extends { seq: number }> {
  /** How many messages came again and were dropped. */
  repeats = 0;
  private readonly early = new Map<number, M>();
  private current: number | undefined;
  /** The highest number that the server has named. */
  private newest = 0;

  constructor(last?: number) {
    this.current = last;
  }

  get last(): number | undefined {
    return this.current;
  }

  /** True while messages exist that have not come out. */
  get hasGap(): boolean {
    return this.current !== undefined && this.current < this.newest;
  }

  heardOf(seq: number): void {
    this.newest = Math.max(this.newest, seq);
  }

  /** Takes a message. Returns the messages that may come out now, in order. */
  offer(message: M): M[] {
    if (message.seq <= (this.current ?? 0) || this.early.has(message.seq)) {
      this.repeats++;
      return [];
    }
    this.early.set(message.seq, message);
    this.heardOf(message.seq);
    return this.release();
  }

  /** Begins on a device without messages: after `latest`, or with the first message that came while the device connected. */
  begin(latest: number): M[] {
    this.current ??= Math.min(latest, ...[...this.early.keys()].map((seq) => seq - 1));
    return this.release();
  }

  /** Skips the messages up to `seq`, because they no longer exist. Returns the messages that may come out now. */
  skipTo(seq: number): M[] {
    this.current = Math.max(this.current ?? 0, seq);
    for (const each of this.early.keys()) if (each <= this.current) this.early.delete(each);
    return this.release();
  }

  /** Begins anew after `latest`, for example after a restored backup: the messages of this device belong to another feed. */
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
