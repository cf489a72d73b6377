import { DURABLE, Kept, Live, MemoryKeep, type Place } from '@grome/client';
import type { Random } from './random.ts';

/** One device on `@grome/client` that began with its user's first message and notes what it applies. */
export class DurableClient {
  /** Numbers in the order in which they were applied. */
  readonly applied: number[] = [];
  private readonly live: Live;

  constructor(url: () => string, token: string, random: Random) {
    const position = new Kept<number>(new MemoryKeep(), 'position');
    void position.write(0);
    const tokens = { token: () => Promise.resolve(token), renew: () => Promise.resolve(true) };
    const backOff = { first: 200, longest: 1_000 };
    this.live = new Live({ url: url(), tokens, position: () => position, backOff, random: () => random.next() });
    for (const name of DURABLE) this.live.on(name, (_data: unknown, { seq }: Place) => this.applied.push(seq));
    // As a load balancer would, each connection goes to a node that lives.
    const { socket } = this.live;
    const { io } = socket as unknown as { io: { uri: string } };
    for (const event of ['disconnect', 'connect_error'] as const) socket.on(event, () => (io.uri = url()));
  }

  /** Messages that came again and were dropped; questions asked; connections lost. */
  get counts() {
    return { repeats: this.live.feed.repeats, asked: this.live.feed.asked, lost: this.live.losses };
  }

  get last(): number {
    return this.applied.at(-1) ?? 0;
  }

  /** Until it is connected and has what was missed. */
  connect(): Promise<void> {
    return this.live.connect();
  }

  /** As when the network goes away. One that is on its way back is left alone: Socket.IO would only notice after 20 s. */
  drop(): void {
    if (this.live.socket.connected) this.live.socket.io.engine.close();
  }

  stop(): void {
    this.live.stop();
  }
}
