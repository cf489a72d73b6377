import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { SERVER_MESSAGES } from '../../src/realtime-contract.ts';
import type { ServerMessageName } from '../../src/realtime-contract.ts';
import { eventually } from './eventually.ts';

export interface Received {
  name: string;
  data: any;
}

/** One device: keeps everything it hears, and that it is what the contract says. */
export class SocketClient {
  readonly heard: Received[] = [];
  readonly socket: Socket;
  /** The reason, once the server or the network ended it. */
  ended: string | undefined;
  refused: any;

  constructor(url: string, auth: Record<string, unknown>) {
    this.socket = io(url, { auth, transports: ['websocket'], reconnection: false, forceNew: true });
    this.socket.onAny((name: string, data: any) => this.heard.push({ name, data: judged(name, data) }));
    this.socket.on('disconnect', (reason) => (this.ended = reason));
    this.socket.on(
      'connect_error',
      (error: Error & { data?: unknown }) => (this.refused = error.data ?? error.message),
    );
  }

  /** When everything missed has come. */
  async ready(): Promise<this> {
    await eventually(() => expect(this.named('ready')).toHaveLength(1));
    return this;
  }

  named(name: string): any[] {
    return this.heard.filter((one) => one.name === name).map(({ data }) => data);
  }

  /** Durable messages in the order in which they came. */
  durable(): { seq: number; name: string; data: any; at: string }[] {
    return this.heard.filter(({ data }) => typeof data?.seq === 'number' && data.name).map(({ data }) => data);
  }

  /** The ack. */
  ask(name: string, ...args: unknown[]): Promise<any> {
    return this.socket.timeout(6_000).emitWithAck(name, ...args);
  }

  close(): void {
    this.socket.disconnect();
  }
}

/** Throws when the message is none of the contract, or of another shape; extra fields count as wrong. */
function judged(name: string, data: any): any {
  const message = SERVER_MESSAGES[name as ServerMessageName];
  const view = message.promise === 'durable' ? data.data : data;
  expect(message.data.parse(view)).toEqual(view);
  if (message.promise === 'durable') expect(data).toEqual({ seq: data.seq, name, data: view, at: data.at });
  return data;
}
