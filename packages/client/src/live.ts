import { Emitter } from '@socket.io/component-emitter';
import { io, type Socket } from 'socket.io-client';
import { Pause, pauseBefore, type BackOff } from './back-off.ts';
import { Feed, type Message, type Place } from './feed.ts';
import { DURABLE, type components } from './generated/messages.ts';
import { GromeError, Unreachable, type Problem } from './problem.ts';
import type { Tokens } from './rest.ts';
import type { Kept } from './storage.ts';
import { lifeOf } from './token.ts';
import { Watches } from './watches.ts';

type Messages = components['schemas'];
export type Asked = Messages['Asked'];
export type Answers = Messages['Answers'];
type Told = {
  [N in keyof Messages['Durable']]: (data: Messages['Durable'][N], place: Place) => void;
} & {
  [N in keyof Messages['Ephemeral']]: (data: Messages['Ephemeral'][N]) => void;
} & {
  /** `ended`: the user was signed out, on this or another device. `waiting`: the connection is lost and will be tried again. */
  state: (state: State) => void;
  /** The server no longer has the messages that this device missed. Load everything that is on the screen anew. */
  trimmed: () => void;
};
export type State = 'idle' | 'connecting' | 'live' | 'waiting' | 'ended';

export interface LiveOptions {
  url: string;
  tokens: Tokens;
  /** Where the number of the last message is stored. Without a stored number, the device begins with the next new message. */
  position?: (() => Kept<number> | undefined) | undefined;
  backOff: BackOff;
  random?: (() => number) | undefined;
  /** Milliseconds to wait for an answer; 6,000 by default. The server answers everything within 5 s. */
  ackWithin?: number | undefined;
}

const isDurable = (name: string): boolean => (DURABLE as readonly string[]).includes(name);
/** The longest time that `setTimeout` accepts. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** One socket that connects again by itself and misses no durable message: the client's side of docs/realtime.md. */
export class Live extends Emitter<Told, Told> {
  readonly socket: Socket;
  readonly feed: Feed;
  /** How many connections were lost. */
  losses = 0;
  state: State = 'idle';
  private failures = 0;
  private isReturning = false;
  private renewal: ReturnType<typeof setTimeout> | undefined;
  private readonly pause = new Pause();
  private readonly watches: Watches;
  private readonly options: LiveOptions;

  constructor(options: LiveOptions) {
    super();
    this.options = options;
    // This class decides what happens after a loss, so Socket.IO itself does not reconnect.
    const settings = {
      autoConnect: false,
      reconnection: false,
      forceNew: true,
      timeout: 8_000,
      transports: ['websocket'],
    };
    this.socket = io(options.url, { ...settings, auth: (give) => void this.handshake().then(give) });
    this.feed = new Feed({
      ask: (since) => this.ask('events.since', { seq: since }),
      tell: ({ name, data, seq, at }) => this.tell(name as 'booking.updated', data as never, { seq, at }),
      trimmed: () => this.tell('trimmed'),
      pause: () => new Pause().take(this.nextPause(0)),
    });
    this.watches = new Watches(this);
    this.listen();
  }

  /**
   * Connects and waits until every missed message has come. Tries again after failures. Throws when the session has ended or
   * when `stop` is called.
   */
  async connect(): Promise<void> {
    if (!this.isWanted) {
      this.enter('connecting');
      await this.feed.open(this.options.position?.());
      if (this.isWanted) this.dial();
    }
    if (this.state !== 'live') await this.untilLive();
  }

  /**
   * Asks the server. Throws `GromeError` when the server refuses, and `Unreachable` when there is no connection or no answer in
   * time.
   */
  async ask<N extends keyof Asked>(name: N, data: Asked[N]): Promise<Answers[N]> {
    if (!this.socket.connected) throw new Unreachable('not connected');
    const { ackWithin = 6_000 } = this.options;
    const answer = (await this.socket
      .timeout(ackWithin)
      .emitWithAck(name, data)
      .catch((error: unknown) => {
        throw new Unreachable(error);
      })) as { ok: true; data: Answers[N] } | { ok: false; error: Problem };
    if (!answer.ok) throw new GromeError(answer.error);
    return answer.data;
  }

  /**
   * Tells the app from now on where the barber of a booking is and when they will arrive, also after lost connections. Returns
   * the function that ends the watch.
   */
  watchBooking(bookingId: string): () => void {
    return this.watches.add({ kind: 'booking', data: { bookingId } });
  }

  /**
   * Emits `availability.changed` for a barber's UTC day, also after a lost connection, because the day may have changed unseen.
   * Returns the function that ends the watch.
   */
  watchDay(barberId: string, date: string): () => void {
    return this.watches.add({ kind: 'availability', data: { barberId, date } });
  }

  /** Tries to connect now, because the network has come back. */
  wake(): void {
    this.failures = 0;
    this.pause.over();
  }

  stop(): void {
    this.leave('idle');
  }

  /** Calls the listeners. They belong to the app, so a listener that throws must not keep a message from the other listeners. */
  tell<N extends keyof Told>(name: N, ...args: Parameters<Told[N]>): void {
    for (const listener of this.listeners(name)) {
      try {
        (listener as (...args: unknown[]) => void)(...args);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  private get isWanted(): boolean {
    return this.state !== 'idle' && this.state !== 'ended';
  }

  private untilLive(): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (state: State) => {
        if (state === 'connecting' || state === 'waiting') return;
        this.off('state', settle);
        if (state === 'live') resolve();
        else reject(new Error(state === 'ended' ? 'The session has ended.' : 'Stopped.'));
      };
      this.on('state', settle);
    });
  }

  private dial(): void {
    this.socket.connect();
    const { io } = this.socket;
    // Socket.IO does not notice a connection that breaks before it is open, and would wait for its time limit.
    io.engine.once('close', () => {
      if (io._readyState !== 'opening') return;
      this.socket.disconnect();
      void this.comeBack();
    });
  }

  private listen(): void {
    this.socket.on('ready', ({ latest }: { latest: number }) => this.ready(latest));
    this.socket.on('events.latest', ({ seq }: { seq: number }) => this.feed.mustHave(seq));
    this.socket.onAny((name: string, message: Message) => {
      if (isDurable(name)) this.feed.take(message);
      else if (name !== 'ready' && name !== 'events.latest') this.tell(name as 'problem', message as never);
    });
    this.socket.on('disconnect', () => void this.comeBack());
    this.socket.on('connect_error', (error: Error & { data?: Problem }) => void this.refused(error.data));
  }

  private async handshake(): Promise<Record<string, unknown>> {
    const token = await this.options.tokens.token().catch(() => undefined);
    return { token, since: this.feed.handshake() };
  }

  private ready(latest: number): void {
    this.failures = 0;
    this.feed.ready(latest);
    this.enter('live');
    this.watches.restore();
    void this.renewInTime();
  }

  /** Called when the server refuses the handshake, or cannot be reached. */
  private async refused(problem: Problem | undefined): Promise<void> {
    if (problem?.status === 401 && !(await this.options.tokens.renew().catch(() => true))) return this.leave('ended');
    await this.comeBack();
  }

  private async comeBack(): Promise<void> {
    if (!this.isWanted || this.isReturning) return;
    this.isReturning = true;
    this.losses++;
    clearTimeout(this.renewal);
    this.enter('waiting');
    await this.pause.take(this.nextPause(this.failures++));
    this.isReturning = false;
    if (this.isWanted) this.dial();
  }

  /** Plans the renewal of the token before its end, so that an expired token never ends the connection. */
  private async renewInTime(): Promise<void> {
    const token = await this.options.tokens.token();
    clearTimeout(this.renewal);
    if (!this.socket.connected || token === undefined) return;
    this.renewal = setTimeout(() => void this.renew(), Math.min(lifeOf(token) * 0.8, LONGEST_TIMER_MS));
  }

  /** Errors are ignored here, because they show at the token's end: the server ends the socket and refuses the next handshake. */
  private async renew(): Promise<void> {
    try {
      await this.options.tokens.renew();
      const token = await this.options.tokens.token();
      if (token !== undefined) await this.ask('session.refresh', { token });
      await this.renewInTime();
    } catch {
      return;
    }
  }

  private nextPause(attempt: number): number {
    return pauseBefore(attempt, this.options.backOff, this.options.random);
  }

  private enter(state: State): void {
    if (this.state === state) return;
    this.state = state;
    this.tell('state', state);
  }

  private leave(state: 'idle' | 'ended'): void {
    clearTimeout(this.renewal);
    this.enter(state);
    this.pause.over();
    this.socket.disconnect();
  }
}
