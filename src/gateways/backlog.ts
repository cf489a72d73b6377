import { setTimeout as pause } from 'node:timers/promises';
import type { AuthenticatedSocket } from './socket.adapter.ts';

/** How often a busy connection is checked, in milliseconds. */
const CHECK_MS = 10;

interface Connection {
  transport: { writable: boolean };
}

/** Returns how many packets the transport has not taken yet. engine.io offers only this private list. */
export const queuedPackets = (conn: Connection): number =>
  (conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length;

/** True when a packet that is sent now goes out at once. */
export const isFree = (conn: Connection): boolean => conn.transport.writable && queuedPackets(conn) === 0;

/** Resolves when the client has received everything sent to it, or is gone. The next large answer waits for this. */
export async function drained({ conn }: AuthenticatedSocket): Promise<void> {
  while (conn.readyState === 'open' && !isFree(conn)) await pause(CHECK_MS);
}
