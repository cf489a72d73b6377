import type { Times } from './generator.ts';

/** One socket: its address, its handshake, and the message that it sends after it has connected (it waits for the ack). */
export interface SocketSpec {
  url: string;
  auth: Record<string, unknown>;
  ask?: { name: string; data: unknown }[];
}

/** A repeated write, one at a time. Its message arrives at every socket of the group. */
export interface WriteOrder {
  group: string;
  seconds: number;
  /** The name of the message that the sockets wait for. */
  event: string;
  /** `post`: a chat message by HTTP; `report`: a fix by one of these sockets, in turn. */
  by: { post: { port: number; path: string; token: string } } | { report: { sockets: number[]; bookingId: string } };
  /** Milliseconds between the end of one write and the next, so that other effects of the write are over. */
  pauseMs: number;
}

export type SocketOrder =
  | { order: 'connect'; group: string; sockets: SocketSpec[] }
  | { order: 'drop'; group: string }
  | ({ order: 'write' } & WriteOrder);

/** Times from the write until the last socket had the message. */
export interface WriteSeen {
  asked: number;
  client: Times;
}
