import { setTimeout as delay } from 'node:timers/promises';
import { inspect, readState } from './database-check.ts';
import { instant } from './history.ts';
import { HOLD_TTL, judge, SWEEP } from './kill-aftermath.ts';
import type { Attempt, Field, KillResult } from './kill-aftermath.ts';
import type { StormNode } from './nodes.ts';
import { Random } from './random.ts';
import { openShops, signUpCustomers } from './seed-data.ts';
import type { Person, StormBarber } from './seed-data.ts';
import { Stage } from './stage.ts';

export type { KillResult };

export interface KillOptions {
  seed: number;
  kills: number;
  onProgress?: (kills: number) => void;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
const RIVALS = 6;
const SETTINGS = {
  BOOKING_HOLD_TTL_SECONDS: `${HOLD_TTL / 1_000}`,
  SWEEP_INTERVAL_MS: `${SWEEP}`,
  IDEMPOTENCY_LEASE_SECONDS: '2',
};

/** kill -9 of an API node at random points of bookings; another node stands, and a fresh one takes the dead one's place. */
export async function killRounds({ seed, kills, onProgress }: KillOptions): Promise<KillResult> {
  const stage = await Stage.open({ apiNodes: 2, settings: SETTINGS });
  try {
    const random = new Random(seed);
    const [standing, first] = stage.nodes as [StormNode, StormNode];
    const barbers = await openShops(standing.wire, stage.db);
    const people = await signUpCustomers(standing.wire, RIVALS * 2);
    const [customers, others] = [people.slice(0, RIVALS), people.slice(RIVALS)];
    const result: KillResult = {
      kills: 0,
      acknowledged: 0,
      unanswered: 0,
      writtenUnseen: 0,
      freeAgain: [],
      violations: [],
    };
    const field: Field = { stage, standing, barbers, customers, others, random, result, waiting: [] };
    let victim = first;
    while (result.kills < kills) {
      const successor = stage.startApiNode();
      const attempts = await killDuring(victim, field);
      await judge(attempts, { killedAt: instant(), successor, field });
      victim = await successor;
      onProgress?.(++result.kills);
    }
    await Promise.all(field.waiting);
    const { disagreements } = inspect(await readState(stage.client, stage.db), HOLD_TTL);
    result.violations.push(...disagreements);
    return result;
  } finally {
    await stage.close();
  }
}

/** Bookings of different slots at once, as the round before but with a kill at any point of them: sometimes before, sometimes after. */
async function killDuring(victim: StormNode, { barbers, customers, random, result }: Field): Promise<Attempt[]> {
  const usual = await timeOfRound(victim, { barbers, customers, result });
  const requests = customers.map(async (customer, i): Promise<Attempt> => {
    const barber = barbers[i % barbers.length]!;
    const body = visit(barber, { day: 1 + (result.kills % 50), place: i + RIVALS });
    const key = `kill ${result.kills} ${i}`;
    return {
      customer,
      barber,
      body,
      key,
      reply: await victim.wire.post('/bookings', { token: customer.token, body, key }),
    };
  });
  await delay(random.next() * 1.2 * usual);
  await victim.kill();
  return Promise.all(requests);
}

/** How long as many bookings take when nobody dies. Also loads and connects everything. */
async function timeOfRound(
  node: StormNode,
  { barbers, customers, result }: Pick<Field, 'barbers' | 'customers' | 'result'>,
): Promise<number> {
  const book = ({ token }: Person, i: number) => {
    const body = visit(barbers[i % barbers.length]!, { day: 1 + (result.kills % 50), place: i });
    return node.wire.post('/bookings', { token, body: { ...body, force: true } });
  };
  await book(customers[0]!, 0);
  const started = instant();
  await Promise.all(customers.slice(1).map((customer, i) => book(customer, i + 1)));
  return instant() - started;
}

/** Slots ninety minutes apart; the first lies across UTC midnight. */
function visit(
  { barberId, starts, services }: StormBarber,
  { day, place }: { day: number; place: number },
): Attempt['body'] {
  const midnight = (Math.floor(starts[0]! / DAY) + day) * DAY;
  const startAt = new Date(midnight + (place * 90 - 15) * MINUTE).toISOString();
  return { barberId, serviceIds: [services[0]!.id], startAt, paymentMethod: 'in_person' };
}
