import type { BackOff } from './back-off.ts';
import { Live } from './live.ts';
import { OfflineQueue, type QueuedRequest, type Sent } from './queue.ts';
import { createRest, type Fetch, type Rest } from './rest.ts';
import { Session } from './session.ts';
import { Kept, MemoryKeep, type Keep } from './storage.ts';

export interface GromeOptions {
  /** Of the server, such as https://grome.example. */
  url: string;
  /** `localStorage` or the like; without one everything is forgotten with the process. */
  keep?: Keep;
  backOff?: BackOff;
  /** Instead of the platform's own. */
  fetch?: Fetch;
  random?: () => number;
}

const BACK_OFF: BackOff = { first: 500, longest: 15_000 };

/** Everything an app needs to talk to Grome: who is signed in, typed REST, the socket, and the queue for when there is no network. */
export class GromeClient {
  readonly session: Session;
  readonly rest: Rest;
  readonly live: Live;
  readonly queue: OfflineQueue;
  private readonly stopListening: () => void;

  private constructor({ url, keep = new MemoryKeep(), backOff = BACK_OFF, fetch, random }: GromeOptions) {
    this.session = new Session({ url, fetch }, keep);
    this.rest = createRest({ url, fetch, tokens: this.session });
    const userId = () => this.session.identity?.userId;
    const position = () => (userId() === undefined ? undefined : new Kept<number>(keep, `grome.position.${userId()}`));
    this.live = new Live({ url, tokens: this.session, position, backOff, random });
    const kept = new Kept<QueuedRequest[]>(keep, 'grome.queue');
    this.queue = new OfflineQueue({
      send: (request) => this.send(request),
      kept,
      userId,
      backOff,
      ...(random && { random }),
    });
    this.stopListening = this.follow();
  }

  /** With what an earlier run of the app kept: who is signed in, and what was not sent yet. */
  static async open(options: GromeOptions): Promise<GromeClient> {
    const client = new GromeClient(options);
    await client.session.load();
    await client.queue.load();
    return client;
  }

  /** Ends the connection; what is kept stays. */
  close(): void {
    this.stopListening();
    this.live.stop();
    this.queue.stop();
  }

  private send({ key, path, params, body }: QueuedRequest): Promise<Sent> {
    const { header, ...rest } = (params ?? {}) as { header?: object };
    const init = { params: { ...rest, header: { ...header, 'Idempotency-Key': key } }, body };
    return this.rest.POST(path as never, init as never);
  }

  /** Another user, or none: not on this socket. The network is back: now, not after the pause. */
  private follow(): () => void {
    let user = this.session.identity?.userId;
    const stop = this.session.onChange((identity) => {
      if (identity?.userId !== user && user !== undefined) this.live.stop();
      user = identity?.userId;
      this.queue.wake();
    });
    const wake = () => {
      this.live.wake();
      this.queue.wake();
    };
    // Node and some runtimes have neither.
    const page = globalThis as Partial<Pick<EventTarget, 'addEventListener' | 'removeEventListener'>>;
    page.addEventListener?.('online', wake);
    return () => {
      stop();
      page.removeEventListener?.('online', wake);
    };
  }
}
