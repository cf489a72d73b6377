import type { BackOff } from './back-off.ts';
import { Live } from './live.ts';
import { OfflineQueue, type QueuedRequest, type Sent } from './queue.ts';
import { createRest, type Fetch, type Rest } from './rest.ts';
import { Session } from './session.ts';
import { Kept, MemoryKeep, type Keep } from './storage.ts';

export interface GromeOptions {
  /** The address of the server, such as https://grome.example. */
  url: string;
  /** `localStorage` or a similar storage. Without a storage, everything is lost when the process ends. */
  keep?: Keep;
  backOff?: BackOff;
  /** Replaces the `fetch` of the platform. */
  fetch?: Fetch;
  random?: () => number;
}

const BACK_OFF: BackOff = { first: 500, longest: 15_000 };

/** Everything an app needs to talk to Grome: the session, typed REST, the socket, and a queue for times without a network. */
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

  /** Opens a client with what an earlier run of the app stored: the signed-in user and the requests that were not sent yet. */
  static async open(options: GromeOptions): Promise<GromeClient> {
    const client = new GromeClient(options);
    await client.session.load();
    await client.queue.load();
    return client;
  }

  /** Ends the connection. Everything that is stored stays. */
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

  /**
   * Stops the socket when the user changes or signs out, because a socket belongs to one user. Wakes the socket and the queue
   * when the network comes back, so that they do not wait for the end of their pause.
   */
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
    // Node and some other runtimes have neither function.
    const page = globalThis as Partial<Pick<EventTarget, 'addEventListener' | 'removeEventListener'>>;
    page.addEventListener?.('online', wake);
    return () => {
      stop();
      page.removeEventListener?.('online', wake);
    };
  }
}
