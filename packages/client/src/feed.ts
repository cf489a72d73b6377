import { InOrder } from './in-order.ts';
import type { Kept } from './storage.ts';

/** The number of a durable message in the feed of its user; `at` is the time at which the server wrote the message. */
export interface Place {
  seq: number;
  at: string;
}
export interface Message extends Place {
  name: string;
  data: unknown;
}
/** The answer to `events.since`. */
export interface Page {
  events: Message[];
  more: boolean;
  latest: number;
  complete: boolean;
}

export interface FeedOptions {
  ask(since: number): Promise<Page>;
  tell(message: Message): void;
  /** Called when the server no longer has the missed messages. */
  trimmed(): void;
  /** Waits before the next attempt to ask. */
  pause(): Promise<void>;
}

const MOST_FAILURES = 5;

/** The feed of one user on this device. Passes on each message once and in order, and asks the server for missing messages. */
export class Feed {
  /** How many times this device asked for missing messages. */
  asked = 0;
  private order = new InOrder<Message>();
  private kept: Kept<number> | undefined;
  private saved: number | undefined;
  private greeted: number | undefined;
  /** True once the server has sent what was missed before the handshake. Only then does the device ask for gaps. */
  private isReady = false;
  private isFilling = false;
  private readonly options: FeedOptions;

  constructor(options: FeedOptions) {
    this.options = options;
  }

  /** The number of the last message that was passed on. */
  get last(): number | undefined {
    return this.order.last;
  }
  /** How many messages came again and were dropped. */
  get repeats(): number {
    return this.order.repeats;
  }

  async open(kept?: Kept<number>): Promise<void> {
    this.kept = kept;
    this.saved = await kept?.read();
    this.order = new InOrder(this.saved);
  }

  /** Begins a handshake. Returns the value of `auth.since`. */
  handshake(): number | undefined {
    this.isReady = false;
    return (this.greeted = this.order.last);
  }

  /**
   * Called when the server has sent what was missed. A feed that ends before the last number of this device is another feed,
   * because a backup was restored.
   */
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

  /** Tells the feed that a message with this number exists. */
  mustHave(seq: number): void {
    this.order.heardOf(seq);
    void this.fill();
  }

  private give(messages: Message[]): void {
    messages.forEach((message) => this.options.tell(message));
    if (this.order.last === this.saved) return;
    this.saved = this.order.last;
    // The number is stored after the app has the message: an app that ends in between gets the message again instead of never.
    void this.kept?.write(this.saved).catch(() => undefined);
  }

  /** Asks for missing messages until none is missing. Gives up when nobody answers: the next handshake brings the messages. */
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
    // After an answer without news, the client must not ask again at once.
    return this.order.last! > since;
  }
}
