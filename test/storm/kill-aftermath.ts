import { setTimeout as delay } from 'node:timers/promises';
import type { Db } from 'mongodb';
import { instant } from './history.ts';
import type { StormNode } from './nodes.ts';
import type { Random } from './random.ts';
import type { Person, StormBarber } from './seed-data.ts';
import type { Stage } from './stage.ts';
import { strictOr, waitUntil } from './wait.ts';
import type { Reply } from './wire.ts';

export const HOLD_TTL = 4_000;
export const SWEEP = 500;
/**
 * Milliseconds, in addition to hold and sweep, until an unused chair must be free. MongoDB alone would take more than a minute.
 */
const MARGIN = strictOr(20_000);

export interface KillResult {
  kills: number;
  /** Bookings acknowledged before the kill, requests without an answer, and how many of these were written anyway. */
  acknowledged: number;
  unanswered: number;
  writtenUnseen: number;
  /** For each slot that nobody had booked after the kill, the milliseconds until the slot could be booked again. */
  freeAgain: number[];
  violations: string[];
}

/** A request that the kill may have stopped at any point. */
export interface Attempt {
  customer: Person;
  body: { barberId: string; serviceIds: string[]; startAt: string; paymentMethod: string };
  key: string;
  reply: Reply;
}

export interface Field {
  stage: Stage;
  /** The node that is never killed. Other customers book there. */
  standing: StormNode;
  barbers: StormBarber[];
  customers: Person[];
  others: Person[];
  random: Random;
  result: KillResult;
  /** Customers who still wait for a slot when the next kill comes. */
  waiting: Promise<void>[];
}

interface Aftermath {
  killedAt: number;
  successor: Promise<StormNode>;
  field: Field;
}

/**
 * Of the requests without an answer, half are repeated with the same key. For the other half, another customer books the slot.
 */
export async function judge(attempts: Attempt[], aftermath: Aftermath): Promise<void> {
  await Promise.all(attempts.map((attempt, i) => judgeOne(attempt, i, aftermath)));
}

async function judgeOne(attempt: Attempt, i: number, { killedAt, successor, field }: Aftermath): Promise<void> {
  const { result, standing, stage, others, waiting } = field;
  const { reply, key } = attempt;
  const complain = (text: string | undefined) => text && result.violations.push(`${key} (${reply.status}): ${text}`);
  if (reply.status === 201) {
    result.acknowledged++;
    if (!(await isThere(standing, attempt))) complain('an acknowledged booking is gone');
  } else if (reply.status === 0) result.unanswered++;
  else return void complain(`answered ${reply.status} ${reply.body?.code}`);
  if (reply.status === 201 || i % 2 === 0) complain(await repeat(await successor, stage.db, attempt));
  else {
    const replacement = { attempt, killedAt, other: others[i]!, result };
    waiting.push(
      bookInstead(stage.db, standing, replacement)
        .then(complain)
        .then(() => undefined),
    );
  }
}

async function isThere(node: StormNode, { customer, reply }: Attempt): Promise<boolean> {
  const { status, body } = await node.wire.get(`/bookings/${reply.body.id}`, { token: customer.token });
  return status === 200 && ['requested', 'accepted'].includes(body.status);
}

/** Checks that the same request with the same key gives the same booking, and that only one booking exists. */
async function repeat(node: StormNode, db: Db, { customer, body, key, reply }: Attempt): Promise<string | undefined> {
  const again = await waitUntil('the key answers', async () => {
    const answer = await node.wire.post('/bookings', { token: customer.token, body, key });
    return answer.body?.code === 'idempotency-in-progress' ? undefined : answer;
  });
  if (again.status !== 201) return `the same key answers ${again.status} ${again.body?.code}`;
  if (reply.status === 201 && again.body.id !== reply.body.id) return 'the same key made another booking';
  const count = await db
    .collection('bookings')
    .countDocuments({ customerId: customer.id, scheduledAt: new Date(body.startAt) });
  return count === 1 ? undefined : `there are ${count} bookings`;
}

interface Replacement {
  attempt: Attempt;
  killedAt: number;
  other: Person;
  result: KillResult;
}

/** Checks that the slot is either booked, or free for the next customer soon after the kill. */
async function bookInstead(
  db: Db,
  node: StormNode,
  { attempt, killedAt, other, result }: Replacement,
): Promise<string | undefined> {
  const { customer, body } = attempt;
  const isBooked = () =>
    db.collection('bookings').findOne({ customerId: customer.id, scheduledAt: new Date(body.startAt) });
  for (;;) {
    const { status, body: answer } = await node.wire.post('/bookings', {
      token: other.token,
      body: { ...body, force: true },
    });
    const passed = Math.round(instant() - killedAt);
    const late = passed > HOLD_TTL + SWEEP + MARGIN;
    if (status === 201) {
      result.freeAgain.push(passed);
      if (await isBooked()) return 'booked twice';
      return late ? `free only after ${passed} ms` : undefined;
    }
    if (answer?.code !== 'slot-taken') return `the next customer is answered ${status} ${answer?.code}`;
    if (await isBooked()) return void result.writtenUnseen++;
    if (late) return 'a slot that nobody has is still taken';
    await delay(50);
  }
}
