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
 * `volatile` drops the newest: here the newest takes the place of the one that still waits. What had to wait may be forbidden by
 * then, and nobody could have said so in time (a message may overtake the one that ends its subject): so `mayStill` is asked then.
 */
export class LatestOnly {
  private readonly waiting = new Map<string, { subject: string; name: string; data: unknown }>();
  /** Until the connection has become free and what waited has been judged: whatever comes waits too. */
  private isHolding = false;

  constructor(
    private readonly socket: Reader,
    private readonly mayStill: (subject: string) => Promise<boolean>,
  ) {}

  /** What is sent now overtakes nothing, and nothing keeps it waiting. */
  get isIdle(): boolean {
    return !this.isHolding && this.waiting.size === 0 && isFree(this.socket.conn);
  }

  /** At once when the connection takes it, else as soon as it does, unless a later one of this name and subject comes first. */
  send(subject: string, name: string, data: unknown): void {
    this.waiting.set(`${subject} ${name}`, { subject, name, data });
    if (!this.isHolding) this.sendWaiting();
  }

  /** What still waits of that subject is not sent. */
  drop(subject: string): void {
    for (const [key, message] of this.waiting) if (message.subject === subject) this.waiting.delete(key);
  }

  private sendWaiting(): void {
    for (const [key, { name, data }] of this.waiting) {
      if (!isFree(this.socket.conn)) return this.listen();
      this.waiting.delete(key);
      this.socket.emit(name, data);
    }
  }

  /** Drops what may not be seen any more, or cannot be judged, and sends the rest. */
  private async judge(): Promise<void> {
    for (const subject of new Set(Array.from(this.waiting.values(), (message) => message.subject)))
      if (!(await this.mayStill(subject).catch(() => false))) this.drop(subject);
    this.isHolding = false;
    this.sendWaiting();
  }

  /**
   * The transport says `ready` once the kernel took what it was given. The engine's own `drain` comes when it hands packets to the
   * transport, so before that, and never when none are left. After an upgrade another transport speaks.
   */
  private listen(): void {
    this.isHolding = true;
    const { conn } = this.socket;
    const { transport } = conn;
    const again = () => {
      transport.off('ready', again);
      conn.off('upgrade', again);
      void this.judge();
    };
    transport.once('ready', again);
    conn.once('upgrade', again);
  }
}
