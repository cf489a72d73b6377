import type { Event } from 'socket.io';
import { notFound, tooManyRequests, validationFailed } from '../common/errors/common.errors.ts';
import type { Problem } from '../common/errors/problem.ts';
import { toErrors } from '../common/http/schema.pipe.ts';
import { CLIENT_MESSAGES, type ClientMessage } from '../realtime-contract.ts';
import { refuse } from './refuse.ts';
import type { AuthenticatedSocket } from './socket.adapter.ts';
import { TokenBucket } from './token-bucket.ts';

/** Limit of all messages of a socket together. Messages beyond the limit are refused. */
const ALL = { burst: 100, perSecond: 50 };
/** Limit of refusals with `too-many-requests` that are still answered. The next such refusal ends the connection. */
const REFUSALS = { burst: 100, perSecond: 5 };

const CONTRACT = new Map<string, ClientMessage>(Object.entries(CLIENT_MESSAGES));

/**
 * Filters the messages of a socket before a handler sees them. A message must be known, within its rate limit, and of the
 * declared shape. A refusal is acked like any answer. A client that still floods is disconnected, so that other clients notice
 * nothing.
 */
export function filterMessages(socket: AuthenticatedSocket, now: () => number): void {
  const all = new TokenBucket(ALL.burst, ALL.perSecond);
  const refusals = new TokenBucket(REFUSALS.burst, REFUSALS.perSecond);
  const buckets = new Map<string, TokenBucket>();
  const isTooFast = (name: string, { burst, perSecond }: ClientMessage): boolean => {
    const bucket = buckets.get(name) ?? new TokenBucket(burst, perSecond);
    buckets.set(name, bucket);
    return !bucket.take(now());
  };
  socket.use((packet: Event, next) => {
    const [name, data] = packet as unknown as [string, unknown];
    const ack: unknown = packet.at(-1);
    const message = CONTRACT.get(name);
    const tooFast = !all.take(now()) || (message && isTooFast(name, message));
    if (tooFast && !refusals.take(now())) return void socket.disconnect(true);
    const problem = tooFast
      ? tooManyRequests()
      : message
        ? problemOf(message, data)
        : notFound('The server does not know this message.');
    if (problem) return refuse(socket, problem, ack);
    packet[1] = message!.data.parse(data);
    next();
  });
}

function problemOf({ data: schema }: ClientMessage, data: unknown): Problem | undefined {
  const { error } = schema.safeParse(data);
  if (!error) return undefined;
  const errors = toErrors(error.issues);
  return validationFailed(undefined, { errors });
}
