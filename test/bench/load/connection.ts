import { connect, type Socket } from 'node:net';

export interface Answer {
  status: number;
  /** The `server-timing` of the answer in milliseconds, or NaN without one. */
  serverMs: number;
  /** The body, for refusals only. */
  body: string;
}

/**
 * One keep-alive HTTP connection over a bare socket, because the load must cost less than the server. Sends one request at a
 * time.
 */
export class Connection {
  private readonly socket: Socket;
  private waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined;
  private unread: Buffer | undefined;
  private answer: Answer = { status: 0, serverMs: NaN, body: '' };
  private bytesToCome = 0;

  constructor(port: number) {
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.socket.on('data', (chunk) => this.read(chunk));
    this.socket.on('error', (error) => this.waiting?.reject(error));
    this.socket.on('close', () => this.waiting?.reject(new Error('the server closed the connection')));
  }

  opened(): Promise<void> {
    return new Promise((resolve, reject) => this.socket.once('connect', resolve).once('error', reject));
  }

  /** Sends a request. `request` is the whole text, head and body. */
  ask(request: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.waiting = undefined;
    this.socket.destroy();
  }

  private read(chunk: Buffer): void {
    if (this.bytesToCome > 0) return this.readBody(chunk);
    const bytes = this.unread ? Buffer.concat([this.unread, chunk]) : chunk;
    const end = bytes.indexOf('\r\n\r\n');
    if (end < 0) {
      this.unread = bytes;
      return;
    }
    this.unread = undefined;
    const head = bytes.toString('latin1', 0, end);
    const length = /\r\ncontent-length: *(\d+)/i.exec(head);
    if (!length) return this.waiting?.reject(new Error(`an answer without content-length: ${head}`));
    const timing = /\r\nserver-timing: *\w+;dur=([\d.]+)/i.exec(head);
    this.answer = { status: Number(head.slice(9, 12)), serverMs: timing ? Number(timing[1]) : NaN, body: '' };
    this.bytesToCome = Number(length[1]);
    this.readBody(bytes.subarray(end + 4));
  }

  private readBody(chunk: Buffer): void {
    this.bytesToCome -= chunk.length;
    if (this.answer.status >= 300) this.answer.body += chunk.toString();
    if (this.bytesToCome === 0) this.waiting?.resolve(this.answer);
  }
}
