import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * `deaf`: connects, then reads nothing more but still answers heartbeats. `greedy`: is deaf and also asks for everything that it
 * missed. `gone`: connects, then neither reads nor sends anything, like a phone that loses its network. `half`: a WebSocket that
 * never connects to Socket.IO. `mute`: a TCP connection only.
 */
export type Stall = 'deaf' | 'greedy' | 'gone' | 'half' | 'mute';

const SIGN_OF_LIFE_MS = 1_000;
/** Milliseconds between questions, as often as the contract allows. */
const QUESTION_MS = 100;
const QUESTION = '421["events.since",{"seq":0}]';
const TEXT = 0x81;
/** The last frame of a server: a close frame without a reason. */
const FAREWELL = '\x88\x00';

/** A connection that has stopped. It writes bytes itself, because no client library behaves like that. */
export class StalledSocket {
  readonly kind: Stall;
  private readonly tcp: Socket;
  private beat: NodeJS.Timeout | undefined;
  private tail = '';
  /** The text that the socket waits for; empty after the text has arrived. */
  private mark = '';

  private constructor(kind: Stall, tcp: Socket) {
    this.kind = kind;
    this.tcp = tcp;
    tcp.on('error', () => undefined).once('close', () => clearInterval(this.beat));
  }

  /** Opens a connection up to the point at which its kind stops. */
  static async open(url: string, token: string, kind: Stall): Promise<StalledSocket> {
    const { hostname, port, host } = new URL(url);
    const tcp = connect({ host: hostname, port: Number(port), noDelay: true });
    const stalled = new StalledSocket(kind, tcp);
    await once(tcp, 'connect');
    if (kind !== 'mute') await stalled.upgrade(host);
    if (kind !== 'mute' && kind !== 'half') await stalled.becomeDeaf(token);
    if (kind === 'deaf') stalled.beat = setInterval(() => stalled.say('3'), SIGN_OF_LIFE_MS);
    if (kind === 'greedy') stalled.beat = setInterval(() => stalled.say(QUESTION), QUESTION_MS);
    return stalled;
  }

  /** Reads again, and tells whether the server has ended the connection. */
  async wasCut(patience: number): Promise<boolean> {
    clearInterval(this.beat);
    this.listen();
    const deadline = performance.now() + patience;
    while (!this.tcp.closed && !this.tail.endsWith(FAREWELL) && performance.now() < deadline) await delay(50);
    return this.tcp.closed || this.tail.endsWith(FAREWELL);
  }

  destroy(): void {
    clearInterval(this.beat);
    this.tcp.destroy();
  }

  private async upgrade(host: string): Promise<void> {
    this.listen();
    const head = [
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
      `Host: ${host}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ];
    this.tcp.write(`${head.join('\r\n')}\r\n\r\n`);
    await this.until('HTTP/1.1 101');
  }

  private async becomeDeaf(token: string): Promise<void> {
    this.say(`40${JSON.stringify({ token })}`);
    await this.until('42["ready"');
    this.tcp.pause();
  }

  private listen(): void {
    if (!this.tcp.listenerCount('data'))
      this.tcp.on('data', (chunk: Buffer) => {
        const text = this.tail + chunk.toString('latin1');
        if (text.includes(this.mark)) this.mark = '';
        this.tail = text.slice(-100);
      });
    this.tcp.resume();
  }

  private async until(mark: string): Promise<void> {
    this.mark = mark;
    const deadline = performance.now() + 20_000;
    while (this.mark) {
      if (this.tcp.closed || performance.now() > deadline) throw new Error(`the server never said ${mark}`);
      await delay(5);
    }
  }

  /** Sends one text frame. Clients must mask frames; with a mask of zeros, the bytes do not change. */
  private say(text: string): void {
    const payload = Buffer.from(text);
    const head = payload.length < 126 ? [payload.length] : [126, payload.length >> 8, payload.length & 0xff];
    this.tcp.write(Buffer.concat([Buffer.from([TEXT, head[0]! | 0x80, ...head.slice(1), 0, 0, 0, 0]), payload]));
  }
}
