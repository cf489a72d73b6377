import type { FetchOptions } from 'openapi-fetch';
import type { PathsWithMethod } from 'openapi-typescript-helpers';
import { Pause, pauseBefore, type BackOff } from './back-off.ts';
import type { Problem } from './problem.ts';
import type { ApiPaths } from './rest.ts';
import type { Kept } from './storage.ts';

/** A POST whose effect happens once, however many times the client must send the request. */
export interface QueuedRequest {
  /** The `Idempotency-Key`. */
  key: string;
  userId: string;
  path: string;
  params?: unknown;
  body?: unknown;
  /** When the request was first sent, in milliseconds of the epoch. From then on, the effect may have happened. */
  triedAt?: number;
}

/** The outcome of a request. `outdated`: the effect may have happened, but the server no longer knows the key. */
export type Settled =
  | { request: QueuedRequest; outcome: 'done'; status: number; data: unknown }
  | { request: QueuedRequest; outcome: 'refused'; status: number; problem: Problem }
  | { request: QueuedRequest; outcome: 'outdated' };

export interface Sent {
  data?: unknown;
  error?: unknown;
  response: Response;
}

export interface QueueOptions {
  /** Sends the request. Throws when no answer comes. */
  send(request: QueuedRequest): Promise<Sent>;
  kept: Kept<QueuedRequest[]>;
  /** The id of the signed-in user. A request is sent only for the user who made the request. */
  userId(): string | undefined;
  backOff: BackOff;
  now?: () => number;
  random?: () => number;
}

/** Milliseconds. The server keeps answers by key for 24 h; one hour is left for clocks that differ. */
const KEY_LIFE_MS = 23 * 3_600_000;

/**
 * Stores requests and sends them in order until they are answered, so that requests made offline or with a lost answer get
 * through. Use one client per storage: two clients that write to the same storage would overwrite each other's requests.
 */
export class OfflineQueue {
  private requests: QueuedRequest[] = [];
  private isRunning = false;
  private isStopped = false;
  private failures = 0;
  private readonly pause = new Pause();
  private readonly options: QueueOptions;
  private readonly settlers = new Map<string, (settled: Settled) => void>();
  private readonly listeners = new Set<(settled: Settled) => void>();

  constructor(options: QueueOptions) {
    this.options = options;
  }

  /** The requests that are not answered yet, in order. */
  get waiting(): readonly QueuedRequest[] {
    return this.requests;
  }

  /** Loads the requests that were left when the app ended. */
  async load(): Promise<void> {
    this.requests = (await this.options.kept.read()) ?? [];
    this.wake();
  }

  /** The listener also gets the outcomes of requests that an earlier run of the app left. */
  onSettled(listener: (settled: Settled) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Resolves when the server has answered, or when the request is outdated. Throws when nobody is signed in. */
  async post<P extends PathsWithMethod<ApiPaths, 'post'>>(
    path: P,
    init: Pick<FetchOptions<ApiPaths[P]['post']>, 'params' | ('body' & keyof FetchOptions<ApiPaths[P]['post']>)>,
  ): Promise<Settled> {
    const userId = this.options.userId();
    if (userId === undefined) throw new Error('Nobody is signed in.');
    const request: QueuedRequest = { key: globalThis.crypto.randomUUID(), userId, path, ...init };
    const settled = new Promise<Settled>((resolve) => this.settlers.set(request.key, resolve));
    this.requests.push(request);
    await this.keep().catch((error: unknown) => {
      this.requests = this.requests.filter((each) => each !== request);
      throw error;
    });
    this.wake();
    return settled;
  }

  /** Sends the waiting requests at once, because a user signed in or the network came back. */
  wake(): void {
    this.isStopped = false;
    this.failures = 0;
    this.pause.over();
    if (!this.isRunning) void this.run();
  }

  /** Sends nothing more until `wake`. Waiting requests stay stored. */
  stop(): void {
    this.isStopped = true;
    this.pause.over();
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    for (let next = this.next(); next; next = this.next()) {
      const wait = await this.attempt(next).catch(() => 0);
      if (wait === undefined) this.failures = 0;
      else await this.pause.take(wait + pauseBefore(this.failures++, this.options.backOff, this.options.random));
    }
    this.isRunning = false;
  }

  private next(): QueuedRequest | undefined {
    const userId = this.options.userId();
    if (this.isStopped) return undefined;
    return this.requests.find((request) => request.userId === userId);
  }

  /**
   * Returns how many milliseconds the server asks to wait before the next attempt, or undefined when the request is settled.
   * Throws when no answer comes.
   */
  private async attempt(request: QueuedRequest): Promise<number | undefined> {
    const now = this.options.now?.() ?? Date.now();
    if (now - (request.triedAt ??= now) > KEY_LIFE_MS) return this.settle({ request, outcome: 'outdated' });
    // Stored before the request leaves: after a restart, the app must know that the effect may have happened.
    await this.keep();
    const { data, error, response } = await this.options.send(request);
    const { status } = response;
    if (response.ok) return this.settle({ request, outcome: 'done', status, data });
    const problem = error as Problem;
    if (isFinal(status, problem?.code)) return this.settle({ request, outcome: 'refused', status, problem });
    return 1_000 * Number(response.headers.get('retry-after') ?? 0) || 0;
  }

  private async settle(settled: Settled): Promise<undefined> {
    this.requests = this.requests.filter((request) => request !== settled.request);
    await this.keep();
    this.settlers.get(settled.request.key)?.(settled);
    this.settlers.delete(settled.request.key);
    this.listeners.forEach((listener) => listener(settled));
  }

  private keep(): Promise<void> {
    return this.options.kept.write(this.requests.length ? this.requests : undefined);
  }
}

/**
 * Tells whether the server will always give this answer. After 401, the user has to sign in again. The other exceptions go away
 * with time.
 */
const isFinal = (status: number, code: string | undefined): boolean =>
  status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status) && code !== 'idempotency-in-progress';
