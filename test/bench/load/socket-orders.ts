import type { Times } from './generator.ts';

/** One socket: where to, with which handshake, and what it asks for once it is connected (waits for the ack). */
export interface SocketSpec {
  url: string;
  auth: Record<string, unknown>;
  ask?: { name: string; data: unknown }[];
}

/** A write whose message shows up at every socket of the group, again and again, one at a time. */
export interface WriteOrder {
  group: string;
  seconds: number;
  /** Name of the message that is waited for. */
  event: string;
  /** `post`: a chat message by HTTP; `report`: a fix by one of these sockets, in turn. */
  by: { post: { port: number; path: string; token: string } } | { report: { sockets: number[]; bookingId: string } };
  /** Between one write's end and the next write: what it brings besides the message is out of the way. */
  pauseMs: number;
}

export type SocketOrder =
  | { order: 'connect'; group: string; sockets: SocketSpec[] }
  | { order: 'drop'; group: string }
  | ({ order: 'write' } & WriteOrder);

/** Times from the sending of the write until the last socket had the message. */
export interface WriteSeen {
  asked: number;
  client: Times;
}
