import { setTimeout as pause } from 'node:timers/promises';
import type { AuthenticatedSocket } from './socket.adapter.ts';

/** How often a connection that is busy is looked at. */
const LOOK_MS = 10;

interface Connection {
  transport: { writable: boolean };
}

/** Packets the transport has not taken yet; engine.io calls its list private and offers no other way to see it. */
export const waitingIn = (conn: Connection): number =>
  (conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length;

/** What is sent now goes out at once. */
export const isFree = (conn: Connection): boolean => conn.transport.writable && waitingIn(conn) === 0;

/** Until the client has taken what it was sent, or is gone: the next large answer waits for that. */
export async function taken({ conn }: AuthenticatedSocket): Promise<void> {
  while (conn.readyState === 'open' && !isFree(conn)) await pause(LOOK_MS);
}
