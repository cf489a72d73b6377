import { io, type Socket } from 'socket.io-client';

/** A device with a good connection. Records when durable messages arrive, and asks for nothing. */
export class HealthyClient {
  private readonly numbers = new Set<number>();
  /**
   * Milliseconds from a message's `at`, which is before its commit, until its arrival. Both times are by the clock of this
   * machine.
   */
  delays: number[] = [];
  /** The reason, if the connection ended. */
  ended: string | undefined;
  private socket: Socket | undefined;
  /** The last number at the time of the connection. */
  private base = 0;

  connect(url: string, token: string): Promise<void> {
    const socket = io(url, { auth: { token }, transports: ['websocket'], reconnection: false, forceNew: true });
    this.socket = socket;
    socket.onAny((name: string, data: any) => {
      // Some messages come again, because a busy node could not record in time that they were sent.
      if (typeof data?.seq !== 'number' || data.name !== name || this.numbers.has(data.seq)) return;
      this.numbers.add(data.seq as number);
      this.delays.push(Date.now() - Date.parse(data.at as string));
    });
    socket.on('disconnect', (reason) => (this.ended ??= reason));
    return new Promise((resolve, reject) => {
      const ready = ({ latest }: { latest: number }) => resolve(void (this.base = latest));
      socket.once('ready', ready).once('connect_error', reject);
    });
  }

  /** Tells whether the device has every number from its connection to `latest`. */
  isWhole(latest: number): boolean {
    for (let seq = this.base + 1; seq <= latest; seq++) if (!this.numbers.has(seq)) return false;
    return true;
  }

  stop(): void {
    this.socket?.disconnect();
  }
}
