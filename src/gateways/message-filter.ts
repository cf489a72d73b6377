import type { Event } from 'socket.io';
import { notFound, tooManyRequests, validationFailed } from '../common/errors/common.errors.ts';
import type { Problem } from '../common/errors/problem.ts';
import { toErrors } from '../common/http/schema.pipe.ts';
import { CLIENT_MESSAGES, type ClientMessage } from '../realtime-contract.ts';
import { refuse } from './refuse.ts';
import type { AuthenticatedSocket } from './socket.adapter.ts';
import { TokenBucket } from './token-bucket.ts';

/** Messages of any kind per socket; whoever goes on beyond it is cut off. */
const ALL = { burst: 100, perSecond: 50 };
/** Refusals for want of tokens that are still answered; the next one ends the connection. */
const PATIENCE = { burst: 100, perSecond: 5 };

const CONTRACT = new Map<string, ClientMessage>(Object.entries(CLIENT_MESSAGES));

/**
 * What every message passes before a handler sees it: known, not too fast, of the declared shape. Refusals are acked like
 * everything else; who floods all the same is disconnected, so that the others notice nothing.
 */
export function filterMessages(socket: AuthenticatedSocket, now: () => number): void {
  const all = new TokenBucket(ALL.burst, ALL.perSecond);
  const patience = new TokenBucket(PATIENCE.burst, PATIENCE.perSecond);
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
    if (tooFast && !patience.take(now())) return void socket.disconnect(true);
    const problem = tooFast
      ? tooManyRequests()
      : message
        ? fault(message, data)
        : notFound('There is no such message.');
    if (problem) return refuse(socket, problem, ack);
    packet[1] = message!.data.parse(data);
    next();
  });
}

function fault({ data: schema }: ClientMessage, data: unknown): Problem | undefined {
  const { error } = schema.safeParse(data);
  if (!error) return undefined;
  const errors = toErrors(error.issues);
  return validationFailed(undefined, { errors });
}
