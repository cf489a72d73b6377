import { isFree } from './backlog.ts';

/** The part of a Socket.IO socket that `LatestOnly` needs. */
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
 * Sends one socket messages of which only the latest counts. Socket.IO queues messages for a slow client without a limit, and its
 * `volatile` drops the newest message; here the newest message replaces the message that still waits. A message that waited may
 * have become forbidden, and no call of `drop` may have come in time (a message may overtake the message that ends its subject).
 * So `isAllowed` is asked about its subject before the message is sent.
 */
export class LatestOnly {
  private readonly waiting = new Map<string, { subject: string; name: string; data: unknown }>();
  /** True until the connection is free and the waiting messages have been checked. New messages wait meanwhile. */
  private isHolding = false;

  constructor(
    private readonly socket: Reader,
    private readonly isAllowed: (subject: string) => Promise<boolean>,
  ) {}

  /** True when a message that is sent now goes out at once and overtakes no other message. */
  get isIdle(): boolean {
    return !this.isHolding && this.waiting.size === 0 && isFree(this.socket.conn);
  }

  /**
   * Sends the message at once, or when the connection is free, unless a later message of this name and subject replaces it first.
   */
  send(subject: string, name: string, data: unknown): void {
    this.waiting.set(`${subject} ${name}`, { subject, name, data });
    if (!this.isHolding) this.sendWaiting();
  }

  /** Drops the waiting messages of the subject. */
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

  /** Drops the waiting messages that are no longer allowed or cannot be checked, and sends the rest. */
  private async sendAllowed(): Promise<void> {
    for (const subject of new Set(Array.from(this.waiting.values(), (message) => message.subject)))
      if (!(await this.isAllowed(subject).catch(() => false))) this.drop(subject);
    this.isHolding = false;
    this.sendWaiting();
  }

  /**
   * Waits until the connection is free. The transport emits `ready` once the kernel has taken its packets. The engine's own
   * `drain` comes earlier, when the engine hands packets to the transport, and never comes when no packets are left. After an
   * upgrade, another transport emits the events.
   */
  private listen(): void {
    this.isHolding = true;
    const { conn } = this.socket;
    const { transport } = conn;
    const again = () => {
      transport.off('ready', again);
      conn.off('upgrade', again);
      void this.sendAllowed();
    };
    transport.once('ready', again);
    conn.once('upgrade', again);
  }
}
