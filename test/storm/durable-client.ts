import { DURABLE, Kept, Live, MemoryKeep, type Place } from '@grome/client';
import type { Random } from './random.ts';

/** One device with `@grome/client` that begins with its user's first message and records every message that it applies. */
export class DurableClient {
  /** Numbers of messages in the order in which they were applied. */
  readonly applied: number[] = [];
  private readonly live: Live;

  constructor(url: () => string, token: string, random: Random) {
    const position = new Kept<number>(new MemoryKeep(), 'position');
    void position.write(0);
    const tokens = { token: () => Promise.resolve(token), renew: () => Promise.resolve(true) };
    const backOff = { first: 200, longest: 1_000 };
    this.live = new Live({ url: url(), tokens, position: () => position, backOff, random: () => random.next() });
    for (const name of DURABLE) this.live.on(name, (_data: unknown, { seq }: Place) => this.applied.push(seq));
    // Each connection goes to a living node, as a load balancer would choose.
    const { socket } = this.live;
    const { io } = socket as unknown as { io: { uri: string } };
    for (const event of ['disconnect', 'connect_error'] as const) socket.on(event, () => (io.uri = url()));
  }

  /** How many messages came again and were dropped, how many times the device asked, and how many connections were lost. */
  get counts() {
    return { repeats: this.live.feed.repeats, asked: this.live.feed.asked, lost: this.live.losses };
  }

  get last(): number {
    return this.applied.at(-1) ?? 0;
  }

  /** Connects and waits until the device has all missed messages. */
  connect(): Promise<void> {
    return this.live.connect();
  }

  /**
   * Acts as if the network were lost. A device that is connecting is left alone, because Socket.IO would notice only after 20 s.
   */
  drop(): void {
    if (this.live.socket.connected) this.live.socket.io.engine.close();
  }

  stop(): void {
    this.live.stop();
  }
}
