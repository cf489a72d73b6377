import { Connection } from './connection.ts';
import type { Requests } from './requests.ts';

export interface Order {
  port: number;
  connections: number;
  seconds: number;
  /** When true, one sample is a request on every connection at once, until the last answer. */
  together: boolean;
}

/** Times in milliseconds. */
export interface Times {
  p50: number;
  p99: number;
}

/** The result of one round. `asked` counts requests, or groups of requests with `together`. */
export interface Seen {
  asked: number;
  seconds: number;
  client: Times;
  /** Times from the `server-timing` of the answers; NaN without one. */
  server: Times;
}

/**
 * Keeps every connection busy for the round. Each connection waits for its answer before the next request. A refusal ends the
 * run.
 */
export async function generate(order: Order, next: () => string): Promise<Seen> {
  const connections = Array.from({ length: order.connections }, () => new Connection(order.port));
  await Promise.all(connections.map((connection) => connection.opened()));
  const client: number[] = [];
  const server: number[] = [];
  const started = performance.now();
  const end = started + order.seconds * 1_000;
  const keepBusy = async (lanes: Connection[]) => {
    for (let from = performance.now(); from < end; from = performance.now()) {
      const times = await Promise.all(lanes.map((lane) => ask(lane, next())));
      client.push(performance.now() - from);
      server.push(Math.max(...times));
    }
  };
  try {
    await Promise.all(order.together ? [keepBusy(connections)] : connections.map((lane) => keepBusy([lane])));
  } finally {
    for (const connection of connections) connection.close();
  }
  const seconds = (performance.now() - started) / 1_000;
  return { asked: client.length, seconds, client: timesOf(client), server: timesOf(server) };
}

async function ask(connection: Connection, request: string): Promise<number> {
  const { status, serverMs, body } = await connection.ask(request);
  if (status >= 300) throw new Error(`answered ${status}: ${body}\nto ${request}`);
  return serverMs;
}

export function timesOf(samples: number[]): Times {
  const sorted = Float64Array.from(samples).sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

/** Returns the requests of one contender. They continue where the last round ended, so that no booking is requested twice. */
export function counted(requests: Requests): () => string {
  let n = 0;
  return () => requests(n++);
}
