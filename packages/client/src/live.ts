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
  /** `ended`: signed out, here or elsewhere; `waiting`: cut off, and about to try again. */
  state: (state: State) => void;
  /** What this device missed is no longer kept: load what is on the screen anew. */
  trimmed: () => void;
};
export type State = 'idle' | 'connecting' | 'live' | 'waiting' | 'ended';

export interface LiveOptions {
  url: string;
  tokens: Tokens;
  /** The last number this device holds, and where it is kept. Without one it begins with what comes from now on. */
  position?: (() => Kept<number> | undefined) | undefined;
  backOff: BackOff;
  random?: (() => number) | undefined;
  /** Milliseconds; the server answers everything within 5 s. */
  ackWithin?: number | undefined;
}

const isDurable = (name: string): boolean => (DURABLE as readonly string[]).includes(name);
/** Timers take no more. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** One socket that comes back by itself and misses nothing durable: docs/realtime.md, from the client's side. */
export class Live extends Emitter<Told, Told> {
  readonly socket: Socket;
  readonly feed: Feed;
  /** Connections lost. */
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
    // What to do after a loss is decided here, so Socket.IO itself does not reconnect.
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

  /** Until everything missed has come. Keeps trying; throws when the session has ended. */
  async connect(): Promise<void> {
    if (!this.isWanted) {
      this.enter('connecting');
      await this.feed.open(this.options.position?.());
      if (this.isWanted) this.dial();
    }
    if (this.state !== 'live') await this.untilLive();
  }

  /** Asks the server. Throws `GromeError` when refused, `Unreachable` when there is no connection or no answer in time. */
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

  /** From now on, over lost connections too: where the barber of a booking is, and when he will be there. Returns how to end it. */
  watchBooking(bookingId: string): () => void {
    return this.watches.add({ kind: 'booking', data: { bookingId } });
  }

  /** `availability.changed` of a barber's UTC day; also after a lost connection, when something may have changed unseen. */
  watchDay(barberId: string, date: string): () => void {
    return this.watches.add({ kind: 'availability', data: { barberId, date } });
  }

  /** Tries again now: the network has come back. */
  wake(): void {
    this.failures = 0;
    this.pause.over();
  }

  stop(): void {
    this.leave('idle');
  }

  /** Listeners are the app's: one that throws must not keep the others, or later messages, from being told. */
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
    // Socket.IO does not hear of a connection that breaks before it is open, and would wait for its time limit.
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

  /** Of the handshake. */
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

  /** Before the token's end, so that the socket never has to come back for it. */
  private async renewInTime(): Promise<void> {
    const token = await this.options.tokens.token();
    clearTimeout(this.renewal);
    if (!this.socket.connected || token === undefined) return;
    this.renewal = setTimeout(() => void this.renew(), Math.min(lifeOf(token) * 0.8, LONGEST_TIMER_MS));
  }

  /** What goes wrong here shows at the token's end: the server ends the socket, and the next handshake is refused. */
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
