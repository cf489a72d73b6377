import { io, type Socket } from 'socket.io-client';
import type { SocketSpec } from './socket-orders.ts';

/** The largest number of handshakes at once. */
const BATCH = 50;
const LONGEST_MS = 10_000;

/** A group of sockets that are measured together. */
export class SocketGroup {
  readonly sockets: Socket[] = [];
  private waiting: { event: string; mark: string; missing: Set<number>; resolve: () => void } | undefined;

  static async connect(specs: SocketSpec[]): Promise<SocketGroup> {
    const group = new SocketGroup();
    for (let from = 0; from < specs.length; from += BATCH)
      await Promise.all(specs.slice(from, from + BATCH).map((spec) => group.add(spec)));
    return group;
  }

  /** Waits until every socket has the message. A mark is the `clientId` or the `at` of the write. */
  async everywhere(event: string, mark: string): Promise<void> {
    let late: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve, reject) => {
      const missing = new Set(this.sockets.keys());
      this.waiting = { event, mark, missing, resolve };
      late = setTimeout(() => reject(new Error(`${missing.size} sockets never got ${event}`)), LONGEST_MS);
    }).finally(() => clearTimeout(late));
  }

  close(): void {
    for (const socket of this.sockets) socket.disconnect();
  }

  private async add({ url, auth, ask = [] }: SocketSpec): Promise<void> {
    const socket = io(url, { auth, transports: ['websocket'], reconnection: false, forceNew: true });
    const number = this.sockets.push(socket) - 1;
    socket.onAny((event: string, data: any) => this.hear(number, event, data));
    await new Promise<void>((resolve, reject) => socket.once('ready', () => resolve()).once('connect_error', reject));
    for (const { name, data } of ask) await acked(socket, name, data);
  }

  private hear(number: number, event: string, data: any): void {
    const { waiting } = this;
    if (event !== waiting?.event || (data?.data?.clientId ?? data?.at) !== waiting.mark) return;
    waiting.missing.delete(number);
    if (!waiting.missing.size) waiting.resolve();
  }
}

export async function acked(socket: Socket, name: string, data: unknown): Promise<void> {
  const answer = await socket.timeout(LONGEST_MS).emitWithAck(name, data);
  if (!answer.ok) throw new Error(`${name} was answered ${JSON.stringify(answer)}`);
}
