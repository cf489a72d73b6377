import { setTimeout as delay } from 'node:timers/promises';
import { disagreementsIn, readState } from './database-check.ts';
import { instant } from './history.ts';
import { HOLD_TTL, judge, SWEEP, type Attempt, type Field, type KillResult } from './kill-aftermath.ts';
import type { StormNode } from './nodes.ts';
import { Random } from './random.ts';
import { openShops, signUpCustomers, type Person } from './seed-data.ts';
import { Stage } from './stage.ts';

export type { KillResult };

export interface KillOptions {
  seed: number;
  kills: number;
  onProgress?: (kills: number) => void;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Rounds are spread over this many days ahead. After that, other customers go to other barbers on the same days. */
const DAYS = 50;
const RIVALS = 6;
const SETTINGS = {
  BOOKING_HOLD_TTL_SECONDS: `${HOLD_TTL / 1_000}`,
  SWEEP_INTERVAL_MS: `${SWEEP}`,
  IDEMPOTENCY_LEASE_SECONDS: '2',
};

/**
 * Kills an API node (kill -9) at random points of bookings. Another node keeps running, and a new node replaces the dead node.
 */
export async function killRounds({ seed, kills, onProgress }: KillOptions): Promise<KillResult> {
  const stage = await Stage.open({ apiNodes: 2, settings: SETTINGS });
  try {
    const random = new Random(seed);
    const [standing, first] = stage.nodes as [StormNode, StormNode];
    const barbers = await openShops(standing.wire, stage.db);
    const people = await signUpCustomers(standing.wire, RIVALS * 2 * Math.ceil(kills / DAYS));
    const result: KillResult = {
      kills: 0,
      acknowledged: 0,
      unanswered: 0,
      writtenUnseen: 0,
      freeAgain: [],
      violations: [],
    };
    const field: Field = { stage, standing, barbers, customers: [], others: [], random, result, waiting: [] };
    let victim = first;
    while (result.kills < kills) {
      if (result.kills % DAYS === 0)
        [field.customers, field.others] = [people.splice(0, RIVALS), people.splice(0, RIVALS)];
      const successor = stage.startApiNode();
      const attempts = await killDuring(victim, field);
      await judge(attempts, { killedAt: instant(), successor, field });
      victim = await successor;
      result.kills++;
      onProgress?.(result.kills);
    }
    await Promise.all(field.waiting);
    result.violations.push(...disagreementsIn(await readState(stage.client, stage.db), HOLD_TTL));
    return result;
  } finally {
    await stage.close();
  }
}

/** Sends bookings of different slots at once and kills the node at any point, sometimes before and sometimes after them. */
async function killDuring(victim: StormNode, field: Field): Promise<Attempt[]> {
  const usual = await timeOfRound(victim, field);
  const requests = field.customers.map(async (customer, i): Promise<Attempt> => {
    const body = visit(field, i + RIVALS);
    const key = `kill ${field.result.kills} ${i}`;
    return { customer, body, key, reply: await victim.wire.post('/bookings', { token: customer.token, body, key }) };
  });
  await delay(field.random.next() * 1.2 * usual);
  await victim.kill();
  return Promise.all(requests);
}

/** Returns how long the same number of bookings takes without a kill. This also loads and connects everything. */
async function timeOfRound(node: StormNode, field: Field): Promise<number> {
  const book = ({ token }: Person, i: number) =>
    node.wire.post('/bookings', { token, body: { ...visit(field, i), force: true } });
  const [first, ...rest] = field.customers;
  await book(first!, 0);
  const started = instant();
  await Promise.all(rest.map((customer, i) => book(customer, i + 1)));
  return instant() - started;
}

/**
 * No two are for the same time: places are ninety minutes apart, the first lies across UTC midnight, and rounds have days of
 * their own.
 */
function visit({ barbers, result }: Field, place: number): Attempt['body'] {
  const [day, shift] = [1 + (result.kills % DAYS), Math.floor(result.kills / DAYS)];
  const { barberId, starts, services } = barbers[(place + shift) % barbers.length]!;
  const midnight = (Math.floor(starts[0]! / DAY) + day) * DAY;
  const startAt = new Date(midnight + (place * 90 - 15) * MINUTE).toISOString();
  return { barberId, serviceIds: [services[0]!.id], startAt, paymentMethod: 'in_person' };
}
