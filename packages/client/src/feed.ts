import { InOrder } from './in-order.ts';
import type { Kept } from './storage.ts';

/** Where a durable message stands in its user's log; `at`: when the server wrote it. */
export interface Place {
  seq: number;
  at: string;
}
export interface Message extends Place {
  name: string;
  data: unknown;
}
/** An answer of `events.since`. */
export interface Page {
  events: Message[];
  more: boolean;
  latest: number;
  complete: boolean;
}

export interface FeedOptions {
  ask(since: number): Promise<Page>;
  tell(message: Message): void;
  /** What was missed is no longer to be had. */
  trimmed(): void;
  /** Before asking once more. */
  pause(): Promise<void>;
}

const MOST_FAILURES = 5;

/** One user's log on this device: every message once and in order, however they come; what is missing is asked for. */
export class Feed {
  /** Questions for what was missing. */
  asked = 0;
  private order = new InOrder<Message>();
  private kept: Kept<number> | undefined;
  private saved: number | undefined;
  private greeted: number | undefined;
  /** The replay of a handshake is over: from then on, gaps are asked for. */
  private isReady = false;
  private isFilling = false;
  private readonly options: FeedOptions;

  constructor(options: FeedOptions) {
    this.options = options;
  }

  /** The last number that was given out. */
  get last(): number | undefined {
    return this.order.last;
  }
  /** Messages that came again and were dropped. */
  get repeats(): number {
    return this.order.repeats;
  }

  async open(kept?: Kept<number>): Promise<void> {
    this.kept = kept;
    this.saved = await kept?.read();
    this.order = new InOrder(this.saved);
  }

  /** For `auth.since`. */
  handshake(): number | undefined {
    this.isReady = false;
    return (this.greeted = this.order.last);
  }

  /** What was missed has been sent. A log that ends before what this device holds is another one: a backup was restored. */
  ready(latest: number): void {
    if (this.greeted !== undefined && latest < this.greeted) {
      this.order.restart(latest);
      this.options.trimmed();
    }
    this.isReady = true;
    this.give(this.order.begin(latest));
    this.mustHave(latest);
  }

  take(message: Message): void {
    this.give(this.order.offer(message));
    void this.fill();
  }

  /** There is a message of that number. */
  mustHave(seq: number): void {
    this.order.heardOf(seq);
    void this.fill();
  }

  private give(messages: Message[]): void {
    messages.forEach((message) => this.options.tell(message));
    if (this.order.last === this.saved) return;
    this.saved = this.order.last;
    // After the app was told: whoever ends in between is told again rather than never.
    void this.kept?.write(this.saved).catch(() => undefined);
  }

  /** Asks for what is missing until nothing is, or nobody answers: then the next handshake brings it. */
  private async fill(): Promise<void> {
    if (this.isFilling) return;
    this.isFilling = true;
    for (let failures = 0; this.isReady && this.order.hasGap && failures < MOST_FAILURES;) {
      const isAnswered = await this.askOnce().catch(() => false);
      if (isAnswered) continue;
      failures++;
      await this.options.pause();
    }
    this.isFilling = false;
  }

  private async askOnce(): Promise<boolean> {
    this.asked++;
    const since = this.order.last!;
    const { events, latest, complete } = await this.options.ask(since);
    this.order.heardOf(latest);
    const first = events[0]?.seq ?? latest + 1;
    if (!complete && first > this.order.last! + 1) {
      const freed = this.order.skipTo(first - 1);
      this.options.trimmed();
      this.give(freed);
    }
    for (const message of events) this.give(this.order.offer(message));
    // An answer that brought nothing must not be asked for again at once.
    return this.order.last! > since;
  }
}
