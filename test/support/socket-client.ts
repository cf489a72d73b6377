import { Kept, Live, MemoryKeep } from '@grome/client';
import type { Socket } from 'socket.io-client';
import { SERVER_MESSAGES, type ServerMessageName } from '../../src/realtime-contract.ts';
import { eventually } from './eventually.ts';

export interface Received {
  name: string;
  data: any;
}

/** One device that connects once. Keeps every message of the server and checks each against the contract. */
export class SocketClient {
  readonly heard: Received[] = [];
  readonly socket: Socket;
  /** The reason, after the server or the network has ended the connection. */
  ended: string | undefined;
  refused: any;
  private readonly live: Live;

  constructor(url: string, { token, since }: { token?: string | undefined; since?: number | undefined }) {
    const position = new Kept<number>(new MemoryKeep(), 'position');
    void position.write(since);
    const tokens = { token: () => Promise.resolve(token), renew: () => Promise.resolve(false) };
    this.live = new Live({ url, tokens, position: () => position, backOff: { first: 0, longest: 0 } });
    this.socket = this.live.socket;
    this.socket.onAny((name: string, data: any) => this.heard.push({ name, data: judged(name, data) }));
    this.socket.on('disconnect', (reason) => (this.ended = reason));
    this.socket.on(
      'connect_error',
      (error: Error & { data?: unknown }) => (this.refused = error.data ?? error.message),
    );
    this.live.on('state', (state) => state === 'waiting' && this.live.stop());
    void this.live.connect().catch(() => undefined);
  }

  /** Waits until everything missed has arrived. */
  async ready(): Promise<this> {
    await eventually(() => expect(this.named('ready')).toHaveLength(1));
    return this;
  }

  named(name: string): any[] {
    return this.heard.filter((one) => one.name === name).map(({ data }) => data);
  }

  /** Returns durable messages in order of arrival. */
  durable(): { seq: number; name: string; data: any; at: string }[] {
    return this.heard.filter(({ data }) => typeof data?.seq === 'number' && data.name).map(({ data }) => data);
  }

  /** Sends a message and returns the ack. */
  ask(name: string, ...args: unknown[]): Promise<any> {
    return this.socket.timeout(6_000).emitWithAck(name, ...args);
  }

  close(): void {
    this.live.stop();
  }
}

/** Throws when the contract does not have the message, or when its shape differs. Extra fields count as errors. */
function judged(name: string, data: any): any {
  const message = SERVER_MESSAGES[name as ServerMessageName];
  const view = message.promise === 'durable' ? data.data : data;
  expect(message.data.parse(view)).toEqual(view);
  if (message.promise === 'durable') expect(data).toEqual({ seq: data.seq, name, data: view, at: data.at });
  return data;
}
