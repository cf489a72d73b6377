import type { FetchOptions } from 'openapi-fetch';
import type { PathsWithMethod } from 'openapi-typescript-helpers';
import { Pause, pauseBefore, type BackOff } from './back-off.ts';
import type { Problem } from './problem.ts';
import type { ApiPaths } from './rest.ts';
import type { Kept } from './storage.ts';

/** A POST that is to happen once, however often it must be sent. */
export interface QueuedRequest {
  /** `Idempotency-Key`. */
  key: string;
  userId: string;
  path: string;
  params?: unknown;
  body?: unknown;
  /** When it was first sent, in ms of the epoch: from then on it may have happened. */
  triedAt?: number;
}

/** What became of it. `outdated`: it may have happened, but the server no longer knows its key. */
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
  /** Throws when nobody answers. */
  send(request: QueuedRequest): Promise<Sent>;
  kept: Kept<QueuedRequest[]>;
  /** Whoever is signed in: requests are only ever sent for the user who made them. */
  userId(): string | undefined;
  backOff: BackOff;
  now?: () => number;
  random?: () => number;
}

/** The server keeps answers by key for 24 h; an hour for clocks that differ. */
const KEY_LIFE_MS = 23 * 3_600_000;

/**
 * Requests made offline, or whose answer was lost: kept, and sent in their order until they are answered. One client per storage:
 * two that write to the same one would forget each other's requests.
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

  /** Not yet answered, in order. */
  get waiting(): readonly QueuedRequest[] {
    return this.requests;
  }

  /** What was left when the app ended. */
  async load(): Promise<void> {
    this.requests = (await this.options.kept.read()) ?? [];
    this.wake();
  }

  /** Also told of what an earlier run of the app left. */
  onSettled(listener: (settled: Settled) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Resolves when the server has answered, or when its answer would no longer tell. Throws when nobody is signed in. */
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

  /** Sends at once: somebody signed in, or the network came back. */
  wake(): void {
    this.isStopped = false;
    this.failures = 0;
    this.pause.over();
    if (!this.isRunning) void this.run();
  }

  /** Sends nothing more until `wake`; what waits is kept. */
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

  /** Milliseconds the server asks to wait before the next attempt; undefined: settled. Throws when nobody answers. */
  private async attempt(request: QueuedRequest): Promise<number | undefined> {
    const now = this.options.now?.() ?? Date.now();
    if (now - (request.triedAt ??= now) > KEY_LIFE_MS) return this.settle({ request, outcome: 'outdated' });
    // Before it leaves: an app that ends now must know that it may have happened.
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

/** Whether the server will never answer otherwise. After 401 somebody has to sign in again; the others are a matter of time. */
const isFinal = (status: number, code: string | undefined): boolean =>
  status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status) && code !== 'idempotency-in-progress';
