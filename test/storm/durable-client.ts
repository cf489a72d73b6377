import { setTimeout as delay } from 'node:timers/promises';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import type { Random } from './random.ts';

interface Message {
  seq: number;
  name: string;
}

/** One device that does what docs/realtime.md tells: drops what it has, asks for what it misses, and comes back when it is cut off. */
export class DurableClient {
  /** Numbers in the order in which they were applied. */
  readonly applied: number[] = [];
  /** Messages that came again and were dropped; questions asked; connections lost. */
  readonly counts = { repeats: 0, asked: 0, lost: 0 };
  private readonly early = new Map<number, Message>();
  private socket: Socket | undefined;
  private asking = false;
  private stopped = false;

  private readonly url: () => string;
  private readonly token: string;
  private readonly random: Random;

  constructor(url: () => string, token: string, random: Random) {
    this.url = url;
    this.token = token;
    this.random = random;
  }

  get last(): number {
    return this.applied.at(-1) ?? 0;
  }

  /** Until it is connected and has what was missed. */
  connect(): Promise<void> {
    const auth = { token: this.token, since: this.last };
    const socket = io(this.url(), { auth, transports: ['websocket'], reconnection: false, forceNew: true });
    this.socket = socket;
    socket.onAny((name: string, data: any) => {
      if (typeof data?.seq === 'number' && data.name === name) this.take(data as Message);
    });
    socket.on('events.latest', ({ seq }: { seq: number }) => seq > this.last && this.ask());
    socket.on('disconnect', () => this.comeBack());
    socket.on('connect_error', () => this.comeBack());
    return new Promise((resolve) => socket.once('ready', () => resolve()));
  }

  /** As when the network goes away. One that is on its way back is left alone: Socket.IO would only notice after 20 s. */
  drop(): void {
    if (this.socket?.connected) this.socket.io.engine.close();
  }

  stop(): void {
    this.stopped = true;
    this.socket?.disconnect();
  }

  private take(message: Message): void {
    if (message.seq <= this.last || this.early.has(message.seq)) return void this.counts.repeats++;
    this.early.set(message.seq, message);
    while (this.early.delete(this.last + 1)) this.applied.push(this.last + 1);
    if (this.early.size) this.ask();
  }

  private ask(): void {
    if (this.asking || this.stopped) return;
    this.asking = true;
    void this.askOnce()
      .catch(() => delay(this.random.between(50, 200)))
      .finally(() => {
        this.asking = false;
        if (this.early.size) this.ask();
      });
  }

  private async askOnce(): Promise<void> {
    for (let more = true; more;) {
      this.counts.asked++;
      const answer = await this.socket!.timeout(5_000).emitWithAck('events.since', { seq: this.last });
      if (!answer.ok) throw new Error(answer.error.code);
      for (const message of answer.data.events) this.take(message);
      more = answer.data.more;
    }
  }

  private comeBack(): void {
    if (this.stopped) return;
    this.counts.lost++;
    void delay(this.random.between(20, 200)).then(() => (this.stopped ? undefined : this.connect()));
  }
}
