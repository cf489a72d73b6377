import { setTimeout as delay } from 'node:timers/promises';
import { TcpLink } from '../support/tcp-link.ts';
import { countMessages, writeBookings } from './booking-writers.ts';
import { DurableClient } from './durable-client.ts';
import { connectFleet, judgeFleet, timeToHeal, type FleetCounts } from './fleet.ts';
import { instant } from './history.ts';
import type { StormNode } from './nodes.ts';
import { Random } from './random.ts';
import { openShops, signUpCustomers } from './seed-data.ts';
import { Stage } from './stage.ts';

export interface RealtimeOptions {
  seed: number;
  /** The smallest number of durable messages to write. */
  messages: number;
  clients: number;
  /** How many times every connection to Redis is cut. */
  cuts: number;
  onProgress?: (messages: number) => void;
}

export interface RealtimeResult {
  clients: number;
  messages: number;
  counts: FleetCounts;
  /** For each cut, the milliseconds from the repaired link until every client had all messages of that moment. */
  healed: number[];
  violations: string[];
  seconds: number;
}

const CUSTOMERS = 30;

/**
 * Makes bookings on two nodes with a worker while all links to Redis are cut repeatedly, clients drop, and one node is replaced.
 */
export async function realtimeStorm(options: RealtimeOptions): Promise<RealtimeResult> {
  const link = await TcpLink.open(process.env.TEST_REDIS_URL!);
  const settings = { REDIS_URL: link.url, SOCKETS_PER_USER: '100' };
  const stage = await Stage.open({ roles: 'api,realtime', settings });
  try {
    return await storm(stage, link, options);
  } finally {
    await stage.close();
    await link.cut();
  }
}

async function storm(stage: Stage, link: TcpLink, options: RealtimeOptions): Promise<RealtimeResult> {
  const { seed, messages, clients, onProgress } = options;
  const random = new Random(seed);
  const [standing, first] = stage.nodes as [StormNode, StormNode];
  const barbers = await openShops(standing.wire, stage.db);
  const customers = await signUpCustomers(standing.wire, CUSTOMERS);
  let living = [standing, first];
  const url = () => random.pick(living).wire.url;
  const make = ({ token }: { token: string }) => new DurableClient(url, token, random.fork());
  const fleet = await connectFleet([...barbers, ...customers], clients, make);
  const healed: number[] = [];
  const started = instant();
  const writing = { barbers, customers, random: random.fork(), messages, onProgress };
  const written = writeBookings(standing.wire, stage.db, writing);
  for (let cut = 0; cut < options.cuts; cut++) {
    await delay(random.between(200, 600));
    random.pick(fleet).client.drop();
    if (cut === Math.floor(options.cuts / 2)) living = await replace(stage, first, standing);
    await link.cut();
    await delay(random.between(50, 800));
    await link.mend();
    healed.push(await timeToHeal(stage.db, fleet));
  }
  const unexpected = await written;
  const seconds = (instant() - started) / 1_000;
  const { violations, counts } = await judgeFleet(stage.db, fleet);
  fleet.forEach(({ client }) => client.stop());
  const total = await countMessages(stage.db);
  return { clients, messages: total, counts, healed, violations: [...unexpected, ...violations], seconds };
}

/** Kills one node (kill -9) while clients are connected to it. A new node replaces the dead node. */
async function replace(stage: Stage, victim: StormNode, standing: StormNode): Promise<StormNode[]> {
  const successor = await stage.startApiNode();
  await victim.kill();
  return [standing, successor];
}
