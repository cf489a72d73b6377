import { isFree } from './backlog.ts';

/** The part of a Socket.IO socket that is needed. */
export interface Reader {
  emit(name: string, data: unknown): unknown;
  conn: Connection;
}
interface Events {
  once(event: string, listener: () => void): unknown;
  off(event: string, listener: () => void): unknown;
}
interface Connection extends Events {
  transport: Events & { writable: boolean };
}

/**
 * Messages of which only the latest counts, for one socket. Socket.IO queues without end for a reader who is slow, and its
 * `volatile` drops the newest: here the newest takes the place of the one that still waits.
 */
export class LatestOnly {
  private readonly waiting = new Map<string, { room: string; name: string; data: unknown }>();
  private isListening = false;

  constructor(private readonly socket: Reader) {}

  /** What is sent now overtakes nothing, and nothing keeps it waiting. */
  get isIdle(): boolean {
    return this.waiting.size === 0 && isFree(this.socket.conn);
  }

  /** At once when the connection takes it, else as soon as it does, unless a later one of this name in this room comes first. */
  send(room: string, name: string, data: unknown): void {
    this.waiting.set(`${room} ${name}`, { room, name, data });
    this.sendWaiting();
  }

  /** What still waits in that room is not sent. */
  drop(room: string): void {
    for (const [key, message] of this.waiting) if (message.room === room) this.waiting.delete(key);
  }

  private sendWaiting(): void {
    for (const [key, { name, data }] of this.waiting) {
      if (!isFree(this.socket.conn)) return this.listen();
      this.waiting.delete(key);
      this.socket.emit(name, data);
    }
  }

  /**
   * The transport says `ready` once the kernel took what it was given. The engine's own `drain` comes when it hands packets to the
   * transport, so before that, and never when none are left. After an upgrade another transport speaks.
   */
  private listen(): void {
    if (this.isListening) return;
    this.isListening = true;
    const { conn } = this.socket;
    const { transport } = conn;
    const again = () => {
      transport.off('ready', again);
      conn.off('upgrade', again);
      this.isListening = false;
      this.sendWaiting();
    };
    transport.once('ready', again);
    conn.once('upgrade', again);
  }
}
